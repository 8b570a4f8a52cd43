using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Warnings.Domain;

namespace Dispatch.Escalation.Warnings;

/// <summary>
/// Turns the clocks whose time has come yellow, orange or red (三色预警), and tells the ladder (提级) what presses on a case.
/// </summary>
/// <remarks>
/// Publishes <see cref="WarningRaised"/>. Several instances may run: each takes cases
/// that nobody else holds at the moment.
/// </remarks>
public sealed class RaiseWarnings(Database database, CurrentTerms current, TimeProvider clock, Sweeps sweeps)
    : Sweep(sweeps)
{
    const int Most = 500;
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500), Shortest = TimeSpan.FromMilliseconds(50);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        if (await TurnDue(cancel) > 0)
            return TimeSpan.Zero;
        return await database.ReadOne<DateTimeOffset?>(Telemetry.Quiet + Next, null, cancel) is { } next
            ? TimeSpan.FromTicks(Math.Clamp((next - clock.GetUtcNow()).Ticks, Shortest.Ticks, Longest.Ticks))
            : Longest;
    }

    /// <returns>How many clocks were turned.</returns>
    async Task<int> TurnDue(CancellationToken cancel)
    {
        var turned = 0;
        var terms = current.Value;
        await database.Do(async work =>
        {
            var cases = (await work.List<TimedCase>(Telemetry.Quiet + ClaimCases, new { work.Now, Most }))
                .DistinctBy(one => one.CaseId).ToDictionary(one => one.CaseId);
            if (cases.Count == 0)
                return;
            // Read again under the lock: a clock may have stopped since.
            var due = await work.List<Clock>(LoadDue,
                new { work.Now, ids = cases.Keys.Select(id => id.Value).ToArray() });
            turned = due.Count;
            var (warnings, causes) = (new List<Warning>(), new List<Cause>());
            foreach (var one in due)
            {
                var warning = Warning.Raise(cases[one.CaseId], one, terms, work.Now);
                cases[one.CaseId] = warning.On;
                // Nobody's request leads here: each warning begins a trace, which the ladder and all that follows keep.
                using var trace = Telemetry.Begin("raise warning");
                work.Publish(new WarningRaised(
                    work.Head(one.CaseId, warning.On.Number, warning.On.Version, ActedBy.System), warning.Id,
                    one.Id, one.Kind, one.TicketId, warning.Organisation, warning.Clock.Colour, one.Due,
                    warning.Reasons));
                warnings.Add(warning);
                if (warning.Cause is { } cause)
                    causes.Add(cause with { Traceparent = trace.Id });
            }
            LiftCauses.Add(work, causes);
            ClockTables.Update(work, warnings.ConvertAll(warning => warning.Clock));
            ClockTables.Update(work, [.. cases.Values]);
            await WarningTable.Insert(work, warnings);
        }, cancel);
        return turned;
    }

    const string Next = "select next_turn_at from clock where next_turn_at is not null order by next_turn_at limit 1";

    // Every writer here locks the case first, and never the clock.
    static readonly string ClaimCases = $"""
        select {ClockTables.CaseColumns("p")}
        from clock c join timed_case p on p.case_id = c.case_id
        where c.next_turn_at <= @Now
        order by c.next_turn_at
        limit @Most
        for update of p skip locked
        """;

    static readonly string LoadDue = $"""
        select {ClockTables.ClockColumns}
        from clock
        where case_id = any(@ids) and next_turn_at <= @Now
        order by next_turn_at, id
        """;
}
