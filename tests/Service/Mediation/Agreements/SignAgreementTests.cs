namespace Dispatch.Tests.Service.Mediation.Agreements;

/// <summary>All sign, the committee seals, and the case goes back agreed.</summary>
[Collection(nameof(Dispute))]
public sealed class SignAgreementTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Consent_session_agreement_and_all_signatures_bring_the_case_back_agreed()
    {
        var open = await Open();
        await dispute.AddBoth();
        await dispute.HoldSession();
        await dispute.Done("/agreement", Dispute.Agreement(oral: false));
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

    async Task<long> Open() =>
        (
            await dispute.Read(
                dispute.Service.Client(Roles.Director, "620422-centre"), "/ledger")).GetProperty("open").GetInt64();
}
