using System.Net;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Orders;

[Collection("escalation")]
public sealed class OrderTests(EscalationFixture fixture) : IAsyncLifetime
{
    HttpClient Director => fixture.Service.Client(Roles.Director, "620422-centre", account: "director-1");
    HttpClient Dispatcher => fixture.Service.Client(Roles.Dispatcher, "620422-centre", account: "dispatcher-1");
    HttpClient Water => fixture.Service.Client(Roles.Handler, "620422-water", account: "water-1");

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    static async Task<JsonElement> Open(HttpClient by, string form)
    {
        using var answer = await by.PostAsync("/orders", Json($$"""
            {"form":"{{form}}","organisation":"620422-water","demand":"三日内修复主管道","basis":"同一诉求三次重办"}
            """));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    static async Task Done(HttpClient by, string address, string body)
    {
        using var answer = await by.PostAsync(address, Json(body));
        Assert.True(
            answer.StatusCode == HttpStatusCode.NoContent, address + ": " + await answer.Content.ReadAsStringAsync());
    }

    static async Task Refused(HttpClient by, string address, string body, HttpStatusCode status, string code)
    {
        using var answer = await by.PostAsync(address, Json(body));
        await ProblemDocument.Expect(answer, status, code);
    }

    static string Day(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("O");

    [Fact]
    public async Task An_order_lives_from_its_number_to_the_accepted_answer()
    {
        await using var heard = await Broker.Listen(
            typeof(OrderIssued), typeof(OrderAcknowledged), typeof(OrderAnswered), typeof(OrderSentBack),
            typeof(OrderProlongationRuled), typeof(OrderEnded));
        var opened = await Open(Dispatcher, "listed");
        var id = opened.GetProperty("id").GetString();
        Assert.Matches(@"^督办〔\d{4}〕\d+号$", opened.GetProperty("number").GetString());
        await Refused(Water, $"/orders/{id}/acknowledgement", $$"""{"plan":"连夜抢修","until":"{{Day(400)}}"}""",
            HttpStatusCode.UnprocessableEntity, "plan_too_late");
        await Done(Water, $"/orders/{id}/acknowledgement", $$"""{"plan":"连夜抢修","until":"{{Day(1)}}"}""");
        await Refused(Water, $"/orders/{id}/acknowledgement", $$"""{"plan":"连夜抢修","until":"{{Day(1)}}"}""",
            HttpStatusCode.Conflict, "order_already_acknowledged");
        await Done(Water, $"/orders/{id}/prolongation", $$"""{"until":"{{Day(30)}}","reason":"配件在途，预计下旬到货"}""");
        await Refused(Water, $"/orders/{id}/prolongation", $$"""{"until":"{{Day(40)}}","reason":"再次申请延长"}""",
            HttpStatusCode.Conflict, "prolongation_used");
        await Done(Dispatcher, $"/orders/{id}/prolongation/ruling", """{"granted":true,"grounds":"情况属实"}""");
        await Refused(Dispatcher, $"/orders/{id}/prolongation/ruling", """{"granted":true,"grounds":"重复"}""",
            HttpStatusCode.Conflict, "no_prolongation_waits");
        await Refused(Dispatcher, $"/orders/{id}/review", """{"accepted":true}""",
            HttpStatusCode.Conflict, "no_answer_waits");
        await Done(Water, $"/orders/{id}/answer", """{"text":"管道已经修复，恢复供水。"}""");
        await Refused(Dispatcher, $"/orders/{id}/review", """{"accepted":false}""",
            HttpStatusCode.UnprocessableEntity, "gaps_missing");
        await Done(Dispatcher, $"/orders/{id}/review", """{"accepted":false,"gaps":"缺现场照片"}""");
        await Done(Water, $"/orders/{id}/answer", """{"text":"补充现场照片三张。请审核。"}""");
        await Done(Dispatcher, $"/orders/{id}/review", """{"accepted":true}""");
        await heard.Next<OrderEnded>(e => e.Order.Id.ToString() == id);
        await Refused(Water, $"/orders/{id}/answer", """{"text":"还有补充说明材料。"}""",
            HttpStatusCode.Conflict, "order_not_in_force");
        var read = await Get(Water, $"/orders/{id}");
        Assert.Equal(
            ["orderIssued", "orderAcknowledged", "orderProlongationAsked", "orderProlongationRuled", "orderAnswered",
                "orderSentBack", "orderAnswered", "orderEnded"],
            read.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("what").GetString()!));
        using var other = fixture.Service.Client(Roles.Handler, "620422-fire");
        using var hidden = await other.GetAsync($"/orders/{id}");
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "order_not_found");
    }

    [Fact]
    public async Task An_interview_is_seen_by_the_organisation_only_when_it_is_signed()
    {
        var id = (await Open(Dispatcher, "interview")).GetProperty("id").GetString();
        foreach (var what in new[] { "paper", "document" })
        {
            using var unsigned = await Director.GetAsync($"/orders/{id}/{what}");
            await ProblemDocument.Expect(unsigned, HttpStatusCode.Conflict, "order_not_signed");
            using var unseen = await Water.GetAsync($"/orders/{id}/{what}");
            await ProblemDocument.Expect(unseen, HttpStatusCode.NotFound, "order_not_found");
        }
        using var hidden = await Water.GetAsync($"/orders/{id}");
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "order_not_found");
        await Refused(Dispatcher, $"/orders/{id}/signature", """{"signed":true,"grounds":"同意"}""",
            HttpStatusCode.Forbidden, "role_not_allowed");
        await Done(Director, $"/orders/{id}/signature", """{"signed":true,"grounds":"同意约谈"}""");
        Assert.Equal("issued", (await Get(Water, $"/orders/{id}")).GetProperty("status").GetString());
        var paper = await Get(Water, $"/orders/{id}/paper");
        Assert.Equal(("会宁县综治中心", "约谈通知书", "水务局："), (paper.GetProperty("issuer").GetString(),
            paper.GetProperty("title").GetString(), paper.GetProperty("addressee").GetString()));
        using var word = await Water.GetAsync($"/orders/{id}/document");
        Assert.Equal(paper.GetProperty("number").GetString() + "约谈通知书.docx",
            word.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("PK"u8.ToArray(), (await word.Content.ReadAsByteArrayAsync())[..2]);
        await Refused(Director, $"/orders/{id}/signature", """{"signed":false,"grounds":"不同意"}""",
            HttpStatusCode.Conflict, "order_not_for_signature");
        await Done(Dispatcher, $"/orders/{id}/ending", """{"grounds":"已另案处理"}""");
        var circular = (await Open(Director, "circular")).GetProperty("status").GetString();
        Assert.Equal("issued", circular);
    }

    /// <summary>Lets every term of it pass.</summary>
    Task<int> Pass(string? id) => fixture.Service.Database.Execute("""
        update supervision_order
        set deadlines = (select jsonb_agg(d || jsonb_build_object(
                'due', (d ->> 'due')::timestamptz - interval '60 days')) from jsonb_array_elements(deadlines) d),
            next_look_at = next_look_at - interval '60 days'
        where id = @id::uuid
        """, new { id });

    [Fact]
    public async Task An_order_that_is_not_obeyed_climbs_by_itself_and_once()
    {
        await using var heard = await Broker.Listen(typeof(OrderClimbed), typeof(OrderIssued));
        var id = (await Open(Dispatcher, "notice")).GetProperty("id").GetString();
        await Pass(id);
        var climbed = await heard.Next<OrderClimbed>(e => e.Order.Id.ToString() == id, TimeSpan.FromMinutes(1),
            () => fixture.Service.Log);
        var sharper = await heard.Next<OrderIssued>(e => e.Order.Id == climbed.To);
        Assert.Equal(OrderForm.Listed, sharper.Order.Form);
        // The sharper one says on paper which order was not obeyed.
        Assert.Contains(climbed.Order.Number, (await Get(Water, $"/orders/{climbed.To}/paper")).GetProperty("parts")[0]
            .ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await fixture.Service.Database.One<int>(
            "select count(*)::int from supervision_order where cause = 'order/' || @id || '/climb'", new { id }));
    }

    [Fact]
    public async Task A_cause_that_somebody_else_is_opening_at_the_moment_opens_one_order()
    {
        await using var heard = await Broker.Listen(typeof(OrderClimbed));
        var id = (await Open(Dispatcher, "notice")).GetProperty("id").GetString();
        await using var somebody = await fixture.Service.Database.Open();
        await using var opening = await somebody.BeginTransactionAsync();
        await using (var open = somebody.CreateCommand())
        {
            open.CommandText = $"""
                select pg_advisory_xact_lock(hashtextextended('order/{id}/climb', 0));
                insert into supervision_order (id, number, version, form, status, urgency, organisation, name,
                    jurisdiction, centre, demand, basis, origin, cause, opened_by, opened_at, deadlines)
                select gen_random_uuid(), number || '之二', 1, 'listed', 'ended', urgency, organisation, name,
                    jurisdiction, centre, demand, basis, origin, 'order/{id}/climb', opened_by, opened_at, '[]'
                from supervision_order where id = '{id}'
                """;
            await open.ExecuteNonQueryAsync();
        }
        await Pass(id);
        await Eventually.Equal(true, () => fixture.Service.Database.One<bool>(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)"), "it waits");
        await opening.CommitAsync();
        await heard.Next<OrderClimbed>(e => e.Order.Id.ToString() == id, evidence: () => fixture.Service.Log);
        Assert.Equal(1, await fixture.Service.Database.One<int>(
            "select count(*)::int from supervision_order where cause = 'order/' || @id || '/climb'", new { id }));
    }
}
