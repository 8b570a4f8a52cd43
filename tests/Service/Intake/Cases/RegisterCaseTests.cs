using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Intake.Cases;

[Collection("intake")]
public sealed class RegisterCaseTests(IntakeFixture fixture)
{
    [Fact]
    public async Task A_registered_case_is_announced_scrubbed_and_kept_sealed()
    {
        await using var heard = await Broker.Listen(typeof(CaseRegistered));
        var one = await fixture.Register("东关社区停水三天，我的电话是13900004321，请尽快处理", "13900004321");
        var announced = await heard.Next<CaseRegistered>(e => e.Head.CaseId == one.Id);

        Assert.Equal("东关社区停水三天，我的电话是[电话]，请尽快处理", announced.Text);
        Assert.Equal((1, one.Number), (announced.Head.Version, announced.Head.CaseNumber));
        Assert.NotEmpty(announced.Reasons);
        Assert.Equal(32, announced.Head.TraceId!.Length);
        Assert.DoesNotContain("13900004321", JsonSerializer.Serialize(announced, ContractJson.Options),
            StringComparison.Ordinal);
        Assert.DoesNotContain("张建国", JsonSerializer.Serialize(announced, ContractJson.Options),
            StringComparison.Ordinal);

        var stored = await fixture.Intake.Database.One<string>(
            "select c::text || w::text from registered_case c join petitioner w on w.case_id = c.id "
            + "where c.number = @number",
            new { number = one.Number.Value });
        Assert.DoesNotContain("13900004321", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("张建国", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("620422٠٠٠")]
    [InlineData("６２０４２２１００")]
    [InlineData("620422100\n")]
    public async Task A_jurisdiction_that_no_other_service_could_read_is_refused(string grid)
    {
        using var answer = await fixture.Operator.PostAsJsonAsync("/cases", IntakeFixture.Report("路灯坏了", grid: grid));
        Assert.Contains("place.grid", (await ProblemDocument.Expect(answer, HttpStatusCode.BadRequest,
            "invalid_request")).Errors.Keys);
    }

    [Fact]
    public async Task A_refused_query_does_not_disturb_the_next_one()
    {
        for (var i = 0; i < 8; i++)
        {
            using var odd = await fixture.Operator.GetAsync("/cases?from=2026-11-22T00:00:00%2B08:00");
            Assert.Equal(HttpStatusCode.OK, odd.StatusCode);
            using var bad = await fixture.Operator.GetAsync("/cases?after=AA");
            await ProblemDocument.Expect(bad, HttpStatusCode.BadRequest, "invalid_request");
        }
    }

    [Fact]
    public async Task The_list_shows_masks_and_a_reveal_is_recorded_with_its_purpose()
    {
        var one = await fixture.Register("路灯不亮已有一周", "13900005555");
        var seen = (await fixture.Get($"/cases/{one.Number}")).GetProperty("petitioner");
        Assert.Equal(("张**", "139****5555"), (seen.GetProperty("name").GetString(),
            seen.GetProperty("phone").GetString()));

        using var answer = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/petitioner",
            new { purpose = "核实具体位置" });
        var revealed = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("张建国", "13900005555"), (revealed.GetProperty("name").GetString(),
            revealed.GetProperty("phone").GetString()));
        Assert.Equal("核实具体位置", await fixture.Intake.Database.One<string>(
            "select purpose from reveal where case_id = @id", new { id = one.Id }));
    }

    [Fact]
    public async Task A_petitioner_who_asked_for_secrecy_is_shown_to_no_department()
    {
        var one = await fixture.Register("举报某单位违规收费", "13900006666", confidential: true);
        await fixture.Broker.Publish(IntakeFixture.Dispatched(one, lead: "620422-market"));
        using var handler = fixture.Intake.Client(Roles.Handler, "620422-market");
        var seen = await Eventually.Get(
            () => fixture.Get($"/cases/{one.Number}", handler),
            found => found.GetProperty("status").GetString() == "routed", "the handler sees the case");
        Assert.False(seen.GetProperty("petitioner").TryGetProperty("phone", out _));
        using var answer = await handler.PostAsJsonAsync($"/cases/{one.Number}/petitioner", new { purpose = "联系诉求人" });
        await ProblemDocument.Expect(answer, HttpStatusCode.Forbidden, "petitioner_confidential");
    }

    [Fact]
    public async Task The_same_key_gets_the_stored_answer_and_with_another_body_is_refused()
    {
        var report = IntakeFixture.Report("楼上噪音扰民，夜里两点仍在施工");
        var key = Guid.NewGuid().ToString();
        // At once, so that some of them meet in one batch.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post(report, key)));
        Assert.Single(answers.Select(a => a.Number).Distinct());
        Assert.Equal(answers[0].Number, (await Post(report, key)).Number);
        Assert.Equal(1, await fixture.Intake.Database.One<long>(
            "select count(*) from registered_case where number = @number", new { number = answers[0].Number.Value }));

        using var other = Request(IntakeFixture.Report("另一件事，与前一件无关"), key);
        using var refused = await fixture.Operator.SendAsync(other);
        await ProblemDocument.Expect(refused, HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Theory]
    [InlineData("text", """{"channel":"phone","text":"短","petitioner":{},"place":{}}""")]
    [InlineData("petitioner.phone", """{"channel":"phone","text":"路灯坏了很久","petitioner":{"phone":"abc"},"place":{}}""")]
    [InlineData("place.grid", """{"channel":"phone","text":"路灯坏了很久","petitioner":{},"place":{"grid":"62"}}""")]
    [InlineData("channel", """{"channel":"pigeon","text":"路灯坏了很久","petitioner":{},"place":{}}""")]
    [InlineData("matter", """{"channel":"phone","text":"路灯坏了很久","petitioner":{},"place":{},"matter":"不是代码"}""")]
    [InlineData("colour", """{"channel":"phone","text":"路灯坏了很久","petitioner":{},"place":{},"colour":"red"}""")]
    [InlineData("text", """{"channel":"phone","text":"路灯坏了\u0000","petitioner":{},"place":{}}""")]
    [InlineData("body", """{"channel":"phone",""")]
    public async Task A_bad_report_is_answered_with_the_field_at_fault(string field, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await fixture.Operator.PostAsync("/cases", content);
        var problem = await ProblemDocument.Expect(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Contains(field, problem.Errors.Keys);
    }

    [Fact]
    public async Task A_place_outside_the_jurisdiction_and_a_time_to_come_are_refused()
    {
        using var elsewhere = await fixture.Operator.PostAsJsonAsync("/cases",
            IntakeFixture.Report("路灯坏了很久", grid: "610922"));
        Assert.Contains("place.grid", (await ProblemDocument.Expect(elsewhere, HttpStatusCode.UnprocessableEntity,
            "place_outside_jurisdiction")).Errors.Keys);
        using var tomorrow = await fixture.Operator.PostAsJsonAsync("/cases", new
        {
            channel = "phone", text = "路灯坏了很久", petitioner = new { }, place = new { },
            occurredAt = DateTimeOffset.UtcNow.AddDays(1),
        });
        await ProblemDocument.Expect(tomorrow, HttpStatusCode.UnprocessableEntity, "occurred_in_future");
    }

    async Task<IntakeFixture.Registered> Post(object report, string key)
    {
        using var request = Request(report, key);
        using var answer = await fixture.Operator.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<IntakeFixture.Registered>(ContractJson.Options))!;
    }

    static HttpRequestMessage Request(object report, string key) =>
        new(HttpMethod.Post, "/cases")
        {
            Content = JsonContent.Create(report),
            Headers = { { "Idempotency-Key", key } }
        };
}
