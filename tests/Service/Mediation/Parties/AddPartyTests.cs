using System.Net;

namespace Dispatch.Tests.Service.Mediation.Parties;

/// <summary>A party is put on the file.</summary>
[Collection(nameof(Dispute))]
public sealed class AddPartyTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

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
}
