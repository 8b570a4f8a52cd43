namespace Dispatch.Tests.Service.Mediation.Files;

/// <summary>A dispute that Routing hands over.</summary>
[Collection(nameof(Dispute))]
public sealed class OpenFileTests(Dispute dispute) : IAsyncLifetime
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
}
