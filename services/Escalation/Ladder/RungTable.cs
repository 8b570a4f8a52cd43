using System.Text.Json;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>The table <c>rung</c>: its columns, and what the ladder writes of a case.</summary>
static class RungTable
{
    /// <summary>The columns of <c>rung r</c> in the order of <see cref="CaseRung"/>.</summary>
    public const string Columns = """
        r.id, r.case_id, r.case_number as number, r.jurisdiction, r.organisation, r.ticket_id, r.rung, r.at, r.owner,
        r.owner_name, r.function, r.empty, r.cause, r.clock_id, r.reasons, r.policy, r.since, r.acknowledge_by,
        r.acknowledged_at, r.acknowledged_by, r.plan, r.team, r.plan_until, r.resting_since, r.left_at, r.left_because,
        r.order_id, r.missed
        """;

    public static Task<List<CaseRung>> Open(Work work, Guid[] cases) => work.List<CaseRung>(
        $"{Telemetry.Quiet}select {Columns} from rung r where r.case_id = any(@cases) and r.left_at is null",
        new { cases });

    public static void Save(Work work, IReadOnlyList<CaseRung> rungs)
    {
        foreach (var one in rungs)
        {
            work.Later(Upsert, new
            {
                id = one.Id.Value, of = one.CaseId.Value, number = one.Number.Value,
                jurisdiction = one.Jurisdiction.Value, organisation = one.Organisation.Value,
                ticket = one.TicketId?.Value, rung = one.Rung.ToWireName(), at = one.At.Value, owner = one.Owner?.Value,
                one.OwnerName, one.Function, empty = Json(one.Empty), cause = one.Cause.ToWireName(),
                clock = one.ClockId?.Value, reasons = Json(one.Reasons), one.Policy, one.Since, one.AcknowledgeBy,
                one.AcknowledgedAt, acknowledgedBy = one.AcknowledgedBy is { } by ? Json(by) : null, one.Plan, one.Team,
                one.PlanUntil, one.RestingSince, one.LeftAt, left = Json(one.LeftBecause), order = one.OrderId?.Value,
                one.Missed, one.NextLookAt,
            });
        }
    }

    /// <summary>What the ladder has made of these cases; whoever calls holds their locks.</summary>
    public static void SaveCases(Work work, IReadOnlyList<TimedCase> cases)
    {
        if (cases.Count > 0)
            work.Later(UpdateCases, new
            {
                ids = cases.Select(one => one.CaseId.Value).ToArray(),
                versions = cases.Select(one => one.Version).ToArray(),
                rungs = cases.Select(one => one.Rung.ToWireName()).ToArray(),
                on = cases.Select(one => one.OnLadder).ToArray(),
            });
    }

    static string Json<T>(T what) => JsonSerializer.Serialize(what, ContractJson.Options);

    // A rung that is left is written before the one that takes its place: a case has one that is open.
    const string Upsert = """
        insert into rung (id, case_id, case_number, jurisdiction, organisation, ticket_id, rung, at, owner, owner_name,
            function, empty, cause, clock_id, reasons, policy, since, acknowledge_by, acknowledged_at, acknowledged_by,
            plan, team, plan_until, resting_since, left_at, left_because, order_id, missed, next_look_at)
        values (@id, @of, @number, @jurisdiction, @organisation, @ticket, @rung, @at, @owner, @OwnerName, @Function,
            @empty::jsonb, @cause, @clock, @reasons::jsonb, @Policy, @Since, @AcknowledgeBy, @AcknowledgedAt,
            @acknowledgedBy::jsonb, @Plan, @Team, @PlanUntil, @RestingSince, @LeftAt, @left::jsonb, @order, @Missed,
            @NextLookAt)
        on conflict (id) do update
        set organisation = excluded.organisation, ticket_id = excluded.ticket_id, owner = excluded.owner,
            owner_name = excluded.owner_name, function = excluded.function, empty = excluded.empty,
            acknowledge_by = excluded.acknowledge_by, acknowledged_at = excluded.acknowledged_at,
            acknowledged_by = excluded.acknowledged_by, plan = excluded.plan, team = excluded.team,
            plan_until = excluded.plan_until, resting_since = excluded.resting_since, left_at = excluded.left_at,
            left_because = excluded.left_because, order_id = excluded.order_id, missed = excluded.missed,
            next_look_at = excluded.next_look_at
        """;

    const string UpdateCases = """
        update timed_case c
        set version = n.version, rung = n.rung, on_ladder = n.on_ladder
        from unnest(@ids, @versions, @rungs, @on) as n (case_id, version, rung, on_ladder)
        where c.case_id = n.case_id
        """;
}
