using System.Diagnostics;
using System.Text.Json;
using Dispatch.Escalation.Causes.Domain;

namespace Dispatch.Escalation.Causes;

/// <summary>
/// What lifts cases on the ladder, written with the step that brought it about and taken by the ladder's sweep: neither
/// can be lost, and neither waits for the other.
/// </summary>
static class LiftCauses
{
    public static void Add(Work work, IReadOnlyList<Cause> causes)
    {
        if (causes.Count == 0)
            return;
        work.Later(Insert, new
        {
            cases = causes.Select(one => one.CaseId.Value).ToArray(),
            keys = causes.Select(one => one.Key).ToArray(),
            kinds = causes.Select(one => one.Kind?.ToWireName()).ToArray(),
            organisations = causes.Select(one => one.Organisation?.Value).ToArray(),
            tickets = causes.Select(one => one.TicketId?.Value).ToArray(),
            clocks = causes.Select(one => one.ClockId?.Value).ToArray(),
            rungs = causes.Select(one => one.To?.ToWireName()).ToArray(),
            reasons = causes.Select(one => JsonSerializer.Serialize(one.Reasons, ContractJson.Options)).ToArray(),
            traces = causes.Select(one => one.Traceparent ?? Activity.Current?.Id).ToArray(),
            times = causes.Select(one => one.At).ToArray(),
        });
    }

    /// <summary>What waits for the ladder on these cases, in the order in which it came up.</summary>
    public static Task<List<Cause>> Waiting(Work work, Guid[] cases) =>
        work.List<Cause>(Telemetry.Quiet + LoadWaiting, new { cases });

    public static void Taken(Work work, IReadOnlyList<Cause> causes)
    {
        if (causes.Count > 0)
            work.Later(SetTaken, new
            {
                cases = causes.Select(one => one.CaseId.Value).ToArray(),
                keys = causes.Select(one => one.Key).ToArray(), now = work.Now,
            });
    }

    // Told twice, it is kept once.
    const string Insert = """
        insert into lift_cause (case_id, key, kind, organisation, ticket_id, clock_id, to_rung, reasons, traceparent,
            at, look_at)
        select case_id, key, kind, organisation, ticket_id, clock_id, to_rung, reasons::jsonb, traceparent, at, at
        from unnest(@cases, @keys, @kinds, @organisations, @tickets, @clocks, @rungs, @reasons, @traces, @times)
            as n (case_id, key, kind, organisation, ticket_id, clock_id, to_rung, reasons, traceparent, at)
        on conflict (case_id, key) do nothing
        """;

    const string LoadWaiting = """
        select case_id, key, kind, organisation, ticket_id, clock_id, to_rung as to, reasons, traceparent, at
        from lift_cause
        where case_id = any(@cases) and taken_at is null
        order by at, key
        """;

    const string SetTaken = """
        update lift_cause c
        set taken_at = @now
        from unnest(@cases, @keys) as n (case_id, key)
        where c.case_id = n.case_id and c.key = n.key
        """;
}
