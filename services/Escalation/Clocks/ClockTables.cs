using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// The tables <c>timed_case</c> and <c>clock</c>: their columns, and many rows written by one statement.
/// </summary>
static class ClockTables
{
    public static readonly string ClockColumns = """
        id, case_id, kind, ticket_id, organisation, policy, started_at, due, stopped_at, stopped_by, colour,
        next_turn_at, extended, bounded_by
        """;

    public static string CaseColumns(string alias) => $"""
        {alias}.case_id, {alias}.number, {alias}.version, {alias}.jurisdiction, {alias}.organisation,
        {alias}.lead_ticket, {alias}.urgency, {alias}.kind, {alias}.colour, {alias}.rung, {alias}.open,
        {alias}.reported_at, {alias}.running, {alias}.followed, {alias}.spoken_at,
        array_to_string({alias}.recused, ',') as recused, {alias}.centre, {alias}.on_ladder, {alias}.officer
        """;

    public static Task<List<Clock>> Of(Work work, Guid[] cases) => work.List<Clock>(
        $"{Telemetry.Quiet}select {ClockColumns} from clock where case_id = any(@cases)", new { cases });

    public static void Insert(Work work, List<TimedCase> cases)
    {
        if (cases.Count > 0)
            work.Later(InsertCases, Columns(cases));
    }

    public static void Update(Work work, List<TimedCase> cases)
    {
        if (cases.Count > 0)
            work.Later(UpdateCases, Columns(cases));
    }

    public static void Insert(Work work, List<Clock> clocks)
    {
        if (clocks.Count > 0)
            work.Later(InsertClocks, Columns(clocks));
    }

    public static void Update(Work work, List<Clock> clocks)
    {
        if (clocks.Count > 0)
            work.Later(UpdateClocks, Columns(clocks));
    }

    static object Columns(List<TimedCase> cases) => new
    {
        ids = cases.ConvertAll(c => c.CaseId.Value).ToArray(),
        numbers = cases.ConvertAll(c => c.Number.Value).ToArray(),
        versions = cases.ConvertAll(c => c.Version).ToArray(),
        jurisdictions = cases.ConvertAll(c => c.Jurisdiction.Value).ToArray(),
        organisations = cases.ConvertAll(c => c.Organisation?.Value).ToArray(),
        tickets = cases.ConvertAll(c => c.LeadTicket?.Value).ToArray(),
        urgencies = cases.ConvertAll(c => c.Urgency.ToWireName()).ToArray(),
        kinds = cases.ConvertAll(c => c.Kind.ToWireName()).ToArray(),
        colours = cases.ConvertAll(c => c.Colour.ToWireName()).ToArray(),
        opens = cases.ConvertAll(c => c.Open).ToArray(),
        reports = cases.ConvertAll(c => c.ReportedAt).ToArray(),
        running = cases.ConvertAll(c => c.Running).ToArray(),
        followed = cases.ConvertAll(c => c.Followed).ToArray(),
        spoken = cases.ConvertAll(c => c.SpokenAt).ToArray(),
        recused = cases.ConvertAll(c => c.Recused).ToArray(),
        centres = cases.ConvertAll(c => c.Centre?.Value).ToArray(),
        officers = cases.ConvertAll(c => c.Officer?.Value).ToArray(),
    };

    static object Columns(List<Clock> clocks) => new
    {
        ids = clocks.ConvertAll(c => c.Id.Value).ToArray(),
        cases = clocks.ConvertAll(c => c.CaseId.Value).ToArray(),
        kinds = clocks.ConvertAll(c => c.Kind.ToWireName()).ToArray(),
        tickets = clocks.ConvertAll(c => c.TicketId?.Value).ToArray(),
        organisations = clocks.ConvertAll(c => c.Organisation?.Value).ToArray(),
        policies = clocks.ConvertAll(c => c.Policy).ToArray(),
        starts = clocks.ConvertAll(c => c.StartedAt).ToArray(),
        dues = clocks.ConvertAll(c => c.Due).ToArray(),
        stops = clocks.ConvertAll(c => c.StoppedAt).ToArray(),
        causes = clocks.ConvertAll(c => c.StoppedBy?.ToWireName()).ToArray(),
        colours = clocks.ConvertAll(c => c.Colour.ToWireName()).ToArray(),
        turns = clocks.ConvertAll(c => c.NextTurnAt).ToArray(),
        extensions = clocks.ConvertAll(c => c.Extended).ToArray(),
        bounds = clocks.ConvertAll(c => c.BoundedBy?.ToWireName()).ToArray(),
    };

    // Where the case stands on the ladder is written by the ladder alone.
    const string InsertCases = """
        insert into timed_case (case_id, number, version, jurisdiction, organisation, lead_ticket, urgency, kind,
            colour, rung, open, reported_at, running, followed, spoken_at, recused, centre, officer)
        select case_id, number, version, jurisdiction, organisation, lead_ticket, urgency, kind, colour, 'handler',
            open, reported_at, running, followed, spoken_at, string_to_array(recused, ','), centre, officer
        from unnest(@ids, @numbers, @versions, @jurisdictions, @organisations, @tickets, @urgencies, @kinds, @colours,
            @opens, @reports, @running, @followed, @spoken, @recused, @centres, @officers)
            as n (case_id, number, version, jurisdiction, organisation, lead_ticket, urgency, kind, colour, open,
                reported_at, running, followed, spoken_at, recused, centre, officer)
        """;

    const string UpdateCases = """
        update timed_case c
        set version = n.version, jurisdiction = n.jurisdiction, organisation = n.organisation,
            lead_ticket = n.lead_ticket, urgency = n.urgency, kind = n.kind, colour = n.colour, open = n.open,
            running = n.running, followed = n.followed, spoken_at = n.spoken_at,
            recused = string_to_array(n.recused, ','), centre = n.centre, officer = n.officer
        from unnest(@ids, @versions, @jurisdictions, @organisations, @tickets, @urgencies, @kinds, @colours, @opens,
            @running, @followed, @spoken, @recused, @centres, @officers)
            as n (case_id, version, jurisdiction, organisation, lead_ticket, urgency, kind, colour, open, running,
                followed, spoken_at, recused, centre, officer)
        where c.case_id = n.case_id
        """;

    const string InsertClocks = """
        insert into clock (id, case_id, kind, ticket_id, organisation, policy, started_at, due, stopped_at, stopped_by,
            colour, next_turn_at, extended, bounded_by)
        select id, case_id, kind, ticket_id, organisation, policy, started_at, due, stopped_at, stopped_by, colour,
            next_turn_at, extended, bounded_by
        from unnest(@ids, @cases, @kinds, @tickets, @organisations, @policies, @starts, @dues, @stops, @causes,
            @colours, @turns, @extensions, @bounds)
            as n (id, case_id, kind, ticket_id, organisation, policy, started_at, due, stopped_at, stopped_by, colour,
                next_turn_at, extended, bounded_by)
        """;

    const string UpdateClocks = """
        update clock c
        set due = n.due, stopped_at = n.stopped_at, stopped_by = n.stopped_by, colour = n.colour,
            next_turn_at = n.next_turn_at, extended = n.extended, bounded_by = n.bounded_by
        from unnest(@ids, @dues, @stops, @causes, @colours, @turns, @extensions, @bounds)
            as n (id, due, stopped_at, stopped_by, colour, next_turn_at, extended, bounded_by)
        where c.id = n.id
        """;
}
