using System.Text.Json;
using Dispatch.Escalation.Warnings.Domain;

namespace Dispatch.Escalation.Warnings;

/// <summary>Writes many warnings by one statement.</summary>
static class WarningTable
{
    public static Task Insert(Work work, List<Warning> warnings) =>
        warnings.Count == 0 ? Task.CompletedTask : work.Execute(InsertWarnings, new
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
            rungs = warnings.ConvertAll(w => w.On.Rung.ToWireName()).ToArray(),
            dues = warnings.ConvertAll(w => w.Clock.Due).ToArray(),
            raised = warnings.ConvertAll(w => w.RaisedAt).ToArray(),
            reasons = warnings.ConvertAll(w => JsonSerializer.Serialize(w.Reasons, ContractJson.Options)).ToArray(),
        });

    const string InsertWarnings = """
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
