using Dispatch.Escalation.Calendar;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>The terms in force, in memory: the calendar with the policies and allowances.</summary>
public sealed class CurrentTerms(CurrentCalendar calendar, Database database) : IRefreshableSnapshot, IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile Held held = new(-1, [], []);
    volatile Built built = new(new(-1, [], []), new(calendar.Value, []));

    sealed record Held(long Count, IReadOnlyList<Policy> Policies, IReadOnlyList<Allowance> Allowances);

    sealed record Built(Held From, Terms Terms);

    /// <summary>Built anew when either the calendar or the policies have changed.</summary>
    public Terms Value
    {
        get
        {
            var (from, days, last) = (held, calendar.Value, built);
            if (!ReferenceEquals(last.From, from) || last.Terms.Calendar != days)
                built = last = new(from, new(days, from.Policies, from.Allowances));
            return last.Terms;
        }
    }

    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            // Rows are never changed or deleted, so that their number tells whether there is a new one.
            var count = await database.ReadOne<long>(Telemetry.Quiet + Count, null, cancel);
            if (count == held.Count)
                return;
            held = new(
                count, await database.Read<Policy>(Telemetry.Quiet + Policies, null, cancel),
                await database.Read<Allowance>(Telemetry.Quiet + Allowances, null, cancel));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string Count = "select count(*) from policy";
    const string Policies = """
        select id, clock, urgency, kind, reopened, amount, unit, source, effective_from, jurisdiction
        from policy
        where clock not in ('return', 'extension')
        """;
    const string Allowances = """
        select id, clock as what, urgency, jurisdiction, amount, unit, source, effective_from
        from policy
        where clock in ('return', 'extension')
        """;
}
