using System.Net;
using System.Text.Json;

namespace Dispatch.Tests.Service.Mediation.Files;

/// <summary>What a file shows, and to whom.</summary>
[Collection(nameof(Dispute))]
public sealed class ReadFileTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

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
            action => (
                action.GetProperty("allowed").GetBoolean(),
                action.TryGetProperty("why", out var why) ? why.GetString() : null),
            StringComparer.Ordinal);
}
