using Dispatch.Gateway.Domain;

namespace Dispatch.Gateway.Reconciliation;

/// <summary>
/// The books (账目), counted from all four services: how much is open, and every case that has no owner, no running
/// clock, or still has one after its end.
/// </summary>
/// <remarks>
/// Asks each service in the caller's name. Cases are listed only from slices whose digests differ, so that a million
/// open cases cost no more than a few hundred. Answers <c>unavailable</c> (503) while one of the services is down:
/// only whole books can be compared.
/// </remarks>
public static class ReadReconciliation
{
    /// <summary>
    /// A difference counts only if it is still there after this time: an event takes milliseconds between services.
    /// </summary>
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    const int AtOnce = 8;

    /// <param name="OpenCases">Cases that are not at their end.</param>
    /// <param name="OpenTickets">Tickets on which something is still owed.</param>
    /// <param name="OpenFiles">Mediation files that are not at their end.</param>
    public sealed record Reply(
        long OpenCases, long OpenTickets, long RunningClocks, long OpenFiles, IReadOnlyList<Imbalance> OutOfBalance,
        DateTimeOffset CountedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/ledger", Handle)
        .Allow(Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor, Roles.Admin)
        .Produces<Reply>()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    static async Task<IResult> Handle(
        HttpContext http, UpstreamCalls calls, TimeProvider clock, CancellationToken cancel)
    {
        var token = http.Request.Headers.Authorization.ToString();
        Task<ReconciliationBook> Book(Upstream upstream) =>
            calls.Get<ReconciliationBook>(upstream, "/ledger", token, cancel);

        var books = await Task.WhenAll(Upstreams.All.Select(Book));
        var (intake, routing, mediation, escalation) = (books[0], books[1], books[2], books[3]);
        var slices = Books.Differing(intake, routing, escalation);
        IReadOnlyList<Imbalance> wrong = [];
        if (slices.Count > 0 && await Compare(slices, calls, token, cancel) is { Count: > 0 } first)
        {
            await Task.Delay(LookAgain, clock, cancel);
            wrong = Books.Lasting(first, await Compare(slices, calls, token, cancel), clock.GetUtcNow());
        }
        return TypedResults.Ok(new Reply(
            intake.Open, routing.Open, escalation.Open, mediation.Open, wrong, clock.GetUtcNow()));
    }

    static async Task<Dictionary<CaseId, Imbalance>> Compare(
        IReadOnlyList<string> slices, UpstreamCalls calls, string token, CancellationToken cancel)
    {
        var found = new Dictionary<CaseId, Imbalance>();
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(slices, bounded, async (slice, stop) =>
        {
            Task<List<ReconciliationEntry>> Entries(Upstream upstream) =>
                calls.Get<List<ReconciliationEntry>>(upstream, "/ledger/" + slice, token, stop);
            var entries = await Task.WhenAll(
                Entries(Upstreams.Intake), Entries(Upstreams.Routing), Entries(Upstreams.Escalation));
            lock (found)
                foreach (var (id, imbalance) in Books.Compare(entries[0], entries[1], entries[2]))
                    found[id] = imbalance;
        });
        return found;
    }
}
