using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// Turns the clocks whose time has come yellow, orange or red (三色预警), and lifts a case one rung (提级) when one expires.
/// </summary>
/// <remarks>
/// Publishes <see cref="WarningRaised"/> and <see cref="CaseEscalated"/>. Several instances may run: each takes cases
/// that nobody else holds at the moment.
/// </remarks>
public sealed class TurnClocks(Database database, RuleBook rules, TimeProvider clock, Sweeps sweeps) : Sweep(sweeps)
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
        var terms = await rules.Read(cancel);
        await database.Do(async work =>
        {
            var cases = (await work.List<PressuredCase>(Telemetry.Quiet + ClaimCases, new { work.Now, Most }))
                .DistinctBy(one => one.CaseId).ToDictionary(one => one.CaseId);
            if (cases.Count == 0)
                return;
            // Read again under the lock: a clock may have stopped since.
            var due = await work.List<Clock>(LoadDue,
                new { work.Now, ids = cases.Keys.Select(id => id.Value).ToArray() });
            turned = due.Count;
            var turns = new List<(Clock, Warning)>();
            foreach (var late in due)
            {
                var (now, warning) = Turn(cases[late.CaseId], late, terms, work);
                cases[late.CaseId] = now;
                turns.Add(warning);
            }
            Rows.Update(work, turns.ConvertAll(turn => turn.Item1));
            Rows.Update(work, [.. cases.Values]);
            await Warning.Insert(work, turns.ConvertAll(turn => turn.Item2));
        }, cancel);
        return turned;
    }

    static (PressuredCase, (Clock, Warning)) Turn(PressuredCase on, Clock late, Terms terms, Work work)
    {
        var turn = Colours.Turned(late, terms, on.Rung, work.Now);
        var (to, colour) = (turn.Climbs ?? on.Rung, turn.Clock.Colour);
        var warning = new Warning(WarningId.New(), turn.Clock, on, to, work.Now, [turn.Why]);
        work.Publish(new WarningRaised(
            work.Head(on.CaseId, on.Number, on.Version + 1, ActedBy.System), warning.Id, late.Id, late.Kind,
            late.TicketId, warning.Organisation, colour, late.Due, warning.Reasons));
        if (turn.Climbs is null)
            return (on with { Version = on.Version + 1, Colour = Worse(on.Colour, colour) }, (turn.Clock, warning));

        work.Publish(new CaseEscalated(
            work.Head(on.CaseId, on.Number, on.Version + 2, ActedBy.System), late.TicketId ?? on.LeadTicket,
            warning.Organisation, on.Rung, to,
            [new("clock_expired", $"{late.Kind.Chinese()}到期未完成，由{on.Rung.Chinese()}提级至{to.Chinese()}督促办理。"),
                turn.Why]));
        return (on with { Version = on.Version + 2, Colour = Worse(on.Colour, colour), Rung = to },
            (turn.Clock, warning));
    }

    static Colour Worse(Colour one, Colour other) => one > other ? one : other;

    const string Next = "select next_turn_at from clock where next_turn_at is not null order by next_turn_at limit 1";

    // The case is locked, not the clock, in the order that every writer here takes: case first.
    const string ClaimCases = """
        select p.case_id, p.number, p.version, p.jurisdiction, p.organisation, p.lead_ticket, p.urgency, p.kind,
        p.colour, p.rung, p.open, p.reported_at, p.running, p.followed, p.spoken_at,
            array_to_string(p.recused, ',') as recused
        from clock c join pressured_case p on p.case_id = c.case_id
        where c.next_turn_at <= @Now
        order by c.next_turn_at
        limit @Most
        for update of p skip locked
        """;

    const string LoadDue = $"""
        select {Clock.Columns}
        from clock
        where case_id = any(@ids) and next_turn_at <= @Now
        order by next_turn_at, id
        """;
}
