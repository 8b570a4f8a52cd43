namespace Dispatch.Tests.TestService;

/// <summary>
/// Writes down what came. What a text says decides how it goes: <c>poison</c> throws, <c>slow</c> takes half a second.
/// </summary>
static class Apply
{
    public static async Task Together(IReadOnlyList<CaseRegistered> events, Work work)
    {
        if (events.Any(e => e.Text == "slow"))
            await work.Execute("select pg_sleep(0.5)", null);
        await work.Execute(InsertAll, new
        {
            ids = events.Select(e => e.Head.Id.Value).ToArray(),
            cases = events.Select(e => e.Head.CaseId.Value).ToArray(),
            versions = events.Select(e => e.Head.Version).ToArray(),
        });
        // After the rows were written: its own must be undone with it, and those of the others written again.
        if (events.Any(e => e.Text == "poison"))
            throw new InvalidOperationException("This one cannot be applied.");
    }

    public static Task One(CaseArchived what, Work work) => Write(work, "test.single", what);

    /// <summary>A reopening waits for the rating of its case; each event waits alone.</summary>
    public static async Task Early(IReadOnlyList<ICaseEvent> events, Work work)
    {
        foreach (var what in events.OrderBy(e => e.Head.Version))
        {
            if (what is CaseReopened && await work.Find<long?>(Rated, new { what.Head.CaseId }) is null)
                work.TooEarly(what, "The rating has not come yet.");
            else
                await Write(work, "test.early", what);
        }
    }

    static Task<int> Write(Work work, string queue, ICaseEvent what) => work.Execute(
        Insert, new { queue, what.Head.Id, what.Head.CaseId, what.Head.Version });

    const string Rated = "select place from applied where queue = 'test.early' and case_id = @CaseId limit 1";
    const string Insert =
        "insert into applied (queue, event, case_id, version) values (@queue, @Id, @CaseId, @Version)";
    const string InsertAll = """
        insert into applied (queue, event, case_id, version)
        select 'test.gather', * from unnest(@ids, @cases, @versions)
        """;
}
