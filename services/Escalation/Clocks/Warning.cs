using System.Text.Json;
using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// A warning as it is raised. The citizen clock warns whoever is accountable for the case; a callback is the hotline's
/// own.
/// </summary>
sealed record Warning(WarningId Id, Clock Clock, PressuredCase On, Rung Rung, DateTimeOffset RaisedAt,
    IReadOnlyList<Reason> Reasons)
{
    public OrganisationId? Organisation => Clock.Kind == ClockKind.Citizen ? On.Organisation : Clock.Organisation;

    public static Task Insert(Work work, List<Warning> warnings) =>
        warnings.Count == 0 ? Task.CompletedTask : work.Execute(Insert_, new
        {
            ids = warnings.ConvertAll(w => w.Id.Value).ToArray(),
            cases = warnings.ConvertAll(w => w.On.CaseId.Value).ToArray(),
            numbers = warnings.ConvertAll(w => w.On.Number.Value).ToArray(),
            clocks = warnings.ConvertAll(w => w.Clock.Id.Value).ToArray(),
            kinds = warnings.ConvertAll(w => w.Clock.Kind.ToWireName()).ToArray(),
            tickets = warnings.ConvertAll(w => w.Clock.TicketId?.Value).ToArray(),
            organisations = warnings.ConvertAll(w => w.Organisation?.Value).ToArray(),
            jurisdictions = warnings.ConvertAll(w => w.On.Jurisdiction.Value).ToArray(),
            colours = warnings.ConvertAll(w => w.Clock.Colour.ToWireName()).ToArray(),
            rungs = warnings.ConvertAll(w => w.Rung.ToWireName()).ToArray(),
            dues = warnings.ConvertAll(w => w.Clock.Due).ToArray(),
            raised = warnings.ConvertAll(w => w.RaisedAt).ToArray(),
            reasons = warnings.ConvertAll(w => JsonSerializer.Serialize(w.Reasons, ContractJson.Options)).ToArray(),
        });

    const string Insert_ = """
        insert into warning
            (id, case_id, case_number, clock_id, clock, ticket_id, organisation, jurisdiction, colour, rung, due,
                raised_at, reasons)
        select id, case_id, number, clock_id, kind, ticket_id, organisation, jurisdiction, colour, rung, due, raised,
            reasons::jsonb
        from unnest(@ids, @cases, @numbers, @clocks, @kinds, @tickets, @organisations, @jurisdictions, @colours,
            @rungs, @dues, @raised, @reasons)
            as n (id, case_id, number, clock_id, kind, ticket_id, organisation, jurisdiction, colour, rung, due,
                raised, reasons)
        """;
}
