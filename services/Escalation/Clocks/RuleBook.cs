using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// The calendar and the policies in memory. Read anew after ten seconds, so that a change made on one instance reaches
/// all.
/// </summary>
public sealed class RuleBook(Database database, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    (Terms Terms, DateTimeOffset Until)? held;

    sealed record Notice(int Year, IReadOnlyList<CalendarDay> Days);

    public async ValueTask<Terms> Read(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (held is { } book && now < book.Until)
            return book.Terms;
        var notices = await database.Read<Notice>(Telemetry.Quiet + Notices, null, cancel);
        var policies = await database.Read<Policy>(Telemetry.Quiet + Policies, null, cancel);
        var allowances = await database.Read<Allowance>(Telemetry.Quiet + Allowances, null, cancel);
        var terms = new Terms(
            new WorkCalendar(notices.Select(notice => (notice.Year, notice.Days))), policies, allowances);
        held = (terms, now + Fresh);
        return terms;
    }

    /// <summary>After a change that this instance has made itself.</summary>
    public void Forget() => held = null;

    const string Notices = "select year, days from calendar_year";
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
