using System.Net;

namespace Dispatch.Tests.Service.Mediation.Parties;

/// <summary>A party says whether it agrees to be mediated.</summary>
[Collection(nameof(Dispute))]
public sealed class RecordConsentTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

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
}
