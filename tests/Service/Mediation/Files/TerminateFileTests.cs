using System.Net;

namespace Dispatch.Tests.Service.Mediation.Files;

/// <summary>A file that ends without an agreement.</summary>
[Collection(nameof(Dispute))]
public sealed class TerminateFileTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

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
}
