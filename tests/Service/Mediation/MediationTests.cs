using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Mediation;

/// <summary>One service for all; each test has a dispute of its own.</summary>
public sealed class MediationTests(Dispute dispute) : IClassFixture<Dispute>, IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_dispute_becomes_one_file_however_often_Routing_tells()
    {
        var first = dispute.Opened;
        Assert.Equal((1, dispute.Routed.TicketId), (first.Head.Version, first.TicketId));
        await dispute.Again();
        // What comes after it has been handled, so the second telling has been too.
        await dispute.Route();
        Assert.Equal(1, await dispute.Service.Database.One<long>(
            "select count(*) from mediation_file where case_id = @CaseId", new { first.Head.CaseId }));
        var listed = (await dispute.Read(path: "/files?limit=1")).GetProperty("items")[0];
        Assert.Equal(dispute.Opened.FileId.ToString(), listed.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Consent_session_agreement_and_all_signatures_bring_the_case_back_agreed()
    {
        var open = await Open();
        await dispute.AddBoth();
        await dispute.HoldSession();
        await dispute.Done("/agreement", Agreement(oral: false));
        foreach (var signature in new object[] { new { party = 1 }, new { party = 2 }, new { mediator = true } })
            Assert.Equal("agreed", (await dispute.Done("/signatures", signature)).GetProperty("status").GetString());
        Assert.Equal(
            "effective", (await dispute.Done("/signatures", new { seal = true })).GetProperty("status").GetString());

        var ended = await dispute.Next<MediationEnded>();
        Assert.True(ended.Agreed);
        Assert.Equal(dispute.Routed.TicketId, ended.TicketId);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], dispute.Told.Select(e => e.Head.Version));
        Assert.All(dispute.Told, e => Assert.Equal(dispute.Routed.Head.CaseNumber, e.Head.CaseNumber));
        Assert.Equal(open - 1, await Open());
    }

    [Fact]
    public async Task One_refusal_ends_the_file_and_hands_over_the_other_paths()
    {
        await dispute.AddBoth();
        await dispute.Done("/consents", new { party = 1, given = true });
        await dispute.Done("/consents", new { party = 2, given = false, note = "李四光不愿调解" });
        var ended = await dispute.Next<MediationEnded>();
        Assert.False(ended.Agreed);
        Assert.Contains(ended.Reasons, r => r.Code == "path_litigation");
        await dispute.Refused(
            "/sessions", new { heldAt = DateTimeOffset.UtcNow, place = "调解室", note = "无" }, HttpStatusCode.Conflict,
            "consent_refused");
    }

    [Fact]
    public async Task Terminating_needs_a_reason_and_gives_the_case_back()
    {
        await dispute.AddBoth();
        await dispute.Refused(
            "/termination", new { reason = "notSettled", note = "双方分歧过大" }, HttpStatusCode.Conflict, "no_session_yet");
        await dispute.HoldSession();
        var ended = await dispute.Done("/termination", new { reason = "notSettled", note = "双方分歧过大" });
        Assert.Equal("failed", ended.GetProperty("status").GetString());
        Assert.False((await dispute.Next<MediationEnded>()).Agreed);
    }

    [Fact]
    public async Task Personal_data_is_nowhere_in_the_database_the_events_or_the_log()
    {
        await dispute.AddBoth();
        await dispute.HoldSession();
        await dispute.Done("/agreement", Agreement(oral: true));
        await dispute.Next<MediationEnded>();
        var places = await dispute.Everything() + dispute.Service.Log
            + string.Join(
                '\n',
                dispute.Told.Select(e => JsonSerializer.Serialize<object>(e, ContractJson.Options)));
        foreach (var secret in new[] { "张三丰", "李四光", "13912341234", "13800005678" })
            Assert.DoesNotContain(secret, places, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_files_own_mediator_sees_who_the_parties_are_and_each_reading_is_recorded()
    {
        await dispute.AddBoth();
        var shown = (await dispute.Read()).GetProperty("parties")[0];
        Assert.Equal(
            ("张三丰", "13912341234"), (shown.GetProperty("name").GetString(), shown.GetProperty("phone").GetString()));

        var auditor = dispute.Service.Client(Roles.Auditor, "620422-centre", account: "auditor-1");
        var audited = await dispute.Read(auditor);
        Assert.Equal("张**", audited.GetProperty("parties")[0].GetProperty("name").GetString());
        Assert.Equal("139****1234", audited.GetProperty("parties")[0].GetProperty("phone").GetString());
        Assert.Equal(
            "mediator-1",
            Assert.Single(audited.GetProperty("reveals").EnumerateArray()).GetProperty("account").GetString());

        var listed = (await dispute.Read(path: "/files")).GetProperty("items")[0].GetProperty("parties")[1];
        Assert.Equal("李**", listed.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Another_organisations_mediator_and_another_countys_centre_find_no_file()
    {
        await dispute.AddBoth();
        var other = dispute.Service.Client(Roles.Mediator, "620422101-mediation", "620422101");
        var elsewhere = dispute.Service.Client(Roles.Director, "620421-centre", "620421");
        foreach (var client in new[] { other, elsewhere })
        {
            await ProblemDocument.Expect(await client.GetAsync(dispute.Url), HttpStatusCode.NotFound, "file_not_found");
            Assert.Equal(0, (await dispute.Read(client, "/files")).GetProperty("items").GetArrayLength());
        }
        await ProblemDocument.Expect(
            await dispute.Post("/consents", new { party = 1, given = true }, by: other), HttpStatusCode.NotFound,
            "file_not_found");
        await ProblemDocument.Expect(
            await dispute.Post(
                "/consents", new { party = 1, given = true }, by: dispute.Service.Client(Roles.Director)),
            HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_file_says_to_its_mediator_what_may_be_done_next_and_why_not_the_rest()
    {
        await dispute.AddBoth();
        var before = Actions(await dispute.Read());
        Assert.Equal((true, null), before["consents"]);
        Assert.Equal((false, "须双方当事人全部同意后方可开展调解（人民调解法第十七条），请先登记各方意愿。"), before["sessions"]);
        await dispute.HoldSession();
        var after = Actions(await dispute.Read());
        Assert.Equal((true, null), after["agreement"]);
        Assert.Equal((true, null), after["notSettled"]);
        Assert.False(after["consents"].Allowed);
        Assert.StartsWith("各方已同意调解", after["parties"].Why, StringComparison.Ordinal);

        await dispute.Done("/termination", new { reason = "notSettled", note = "双方分歧过大" });
        Assert.All(Actions(await dispute.Read()).Values, action => Assert.False(action.Allowed));
        using var director = dispute.Service.Client(Roles.Director, "620422-centre");
        Assert.Empty(Actions(await dispute.Read(director)));
    }

    static Dictionary<string, (bool Allowed, string? Why)> Actions(JsonElement file) =>
        file.GetProperty("actions").EnumerateArray().ToDictionary(
            action => action.GetProperty("name").GetString()!,
            action => (action.GetProperty("allowed").GetBoolean(), action.GetProperty("why").GetString()),
            StringComparer.Ordinal);

    [Fact]
    public async Task An_agreement_sent_twice_under_one_key_is_reached_once()
    {
        await dispute.AddBoth();
        await dispute.HoldSession();
        using var first = await dispute.Post("/agreement", Agreement(oral: true), "a1");
        using var second = await dispute.Post("/agreement", Agreement(oral: true), "a1");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        await dispute.Next<MediationEnded>();
        Assert.Single(dispute.Told.OfType<AgreementReached>());
    }

    [Fact]
    public async Task A_party_sent_twice_under_one_key_is_added_once()
    {
        var body = new { name = "张三丰", side = "applicant" };
        using var first = await dispute.Post("/parties", body, "k1");
        using var second = await dispute.Post("/parties", body, "k1");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(1, (await dispute.Read()).GetProperty("parties").GetArrayLength());
        using var other = await dispute.Post("/parties", new { name = "李四光", side = "respondent" }, "k1");
        await ProblemDocument.Expect(other, HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Theory]
    [InlineData("/parties", """{"side":"applicant"}""", "name")]
    [InlineData("/parties", """{"name":"张三","side":"friend"}""", "side")]
    [InlineData("/consents", """{"party":1}""", "given")]
    [InlineData("/sessions", """{"place":"调解室","note":"到场"}""", "heldAt")]
    [InlineData("/agreement", """{"facts":"双方因宅基地边界发生纠纷","performanceMode":"atOnce","oral":true}""", "content")]
    [InlineData("/termination", """{"reason":"consentRefused","note":"无"}""", "reason")]
    public async Task A_request_that_lacks_a_field_is_told_which(string path, string body, string field)
    {
        using var answer = await dispute.Mediator.PostAsync(
            dispute.Url + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var problem = await ProblemDocument.Expect(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Contains(field, problem.Errors.Keys);
    }

    static object Agreement(bool oral) => new
    {
        facts = "张三丰与李四光因宅基地边界发生纠纷，双方各有责任", content = "李四光当场恢复原状", performanceMode = "atOnce", oral,
    };

    async Task<long> Open() =>
        (
            await dispute.Read(
                dispute.Service.Client(Roles.Director, "620422-centre"), "/ledger")).GetProperty("open").GetInt64();
}
