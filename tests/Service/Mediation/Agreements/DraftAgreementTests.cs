using System.Net;

namespace Dispatch.Tests.Service.Mediation.Agreements;

/// <summary>The parties agree.</summary>
[Collection(nameof(Dispute))]
public sealed class DraftAgreementTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_agreement_sent_twice_under_one_key_is_reached_once()
    {
        await dispute.AddBoth();
        await dispute.HoldSession();
        using var first = await dispute.Post("/agreement", Dispute.Agreement(oral: true), "a1");
        using var second = await dispute.Post("/agreement", Dispute.Agreement(oral: true), "a1");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        await dispute.Next<MediationEnded>();
        Assert.Single(dispute.Told.OfType<AgreementReached>());
    }
}
