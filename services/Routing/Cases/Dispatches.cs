using System.Text.Json;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Figures;

namespace Dispatch.Routing.Cases;

/// <summary>Whom a case goes to, by rule or by a person's decision.</summary>
/// <param name="Bound">The organisation cannot return it.</param>
public sealed record Assignment(
    OrganisationRow Lead, IReadOnlyList<OrganisationRow> Assisting, int Hop, bool Bound, TicketId? Replaces, ActedBy By,
    IReadOnlyList<Reason> Reasons);

/// <summary>
/// Makes the tickets of any number of cases with one statement, and publishes to whom each case was dispatched.
/// </summary>
public sealed class Dispatches(Work work)
{
    readonly List<(RoutedCase Case, DispatchedTicket Ticket, Assignment By, OverrideId? Under)> tickets = [];
    readonly Standing standing = work.Get<CurrentStanding>().Value;

    /// <returns>The case as it then stands, to be saved by the caller.</returns>
    public RoutedCase Add(RoutedCase of, Assignment assignment, ICaseEvent? because = null)
    {
        var lead = Ticket(assignment.Lead, TicketRole.Lead);
        DispatchedTicket[] assisting = [.. assignment.Assisting.Select(a => Ticket(a, TicketRole.Assisting))];
        tickets.Add((of, lead, assignment, Under(of, assignment.Lead, TicketRole.Lead)));
        tickets.AddRange(assisting.Zip(assignment.Assisting, (ticket, owner) =>
            (of, ticket, assignment, Under(of, owner, TicketRole.Assisting))));

        var then = of.Next() with { Undecided = false, Holder = lead.Organisation };
        work.Publish(
            new CaseDispatched(
                work.Head(of.CaseId, of.CaseNumber, then.Version, assignment.By, because), lead, assisting, of.Matter,
                of.MatterName, of.Urgency, of.Kind, of.Place, assignment.Hop, assignment.Replaces, assignment.Reasons,
                Copying.Of(standing.Catalogue, assignment.Lead, of.Against),
                Recusal.Of(standing.Catalogue, of.Against)),
            because);
        if (assignment.Lead.Kind != OrganisationKind.Mediation)
            return then;

        then = then.Next();
        work.Publish(
            new CaseRoutedToMediation(
                work.Head(of.CaseId, of.CaseNumber, then.Version, assignment.By, because), lead.Id, lead.Organisation,
                lead.OrganisationName, MediationKind.Peoples, of.Text, of.Place, assignment.Reasons),
            because);
        return then;
    }

    /// <summary>Call once, after the last <see cref="Add"/>.</summary>
    public void Write()
    {
        if (tickets.Count == 0)
            return;
        CountFigures.Stale(work, work.Now);
        work.Later(Insert, new
        {
            ids = tickets.Select(t => t.Ticket.Id.Value).ToArray(),
            cases = tickets.Select(t => t.Case.CaseId.Value).ToArray(),
            roles = tickets.Select(t => t.Ticket.Role.Word()).ToArray(),
            organisations = tickets.Select(t => t.Ticket.Organisation.Value).ToArray(),
            hops = tickets.Select(t => t.By.Hop).ToArray(),
            bound = tickets.Select(t => t.By.Bound).ToArray(),
            jurisdictions = tickets.Select(t => t.Case.Jurisdiction.Value).ToArray(),
            reasons = tickets.Select(t => JsonSerializer.Serialize(t.By.Reasons, ContractJson.Options)).ToArray(),
            under = tickets.Select(t => t.Under?.Value).ToArray(),
            now = work.Now,
        });
    }

    // By whatever way it goes there, by rule, by the centre or by a ruling: the use is on record.
    OverrideId? Under(RoutedCase of, OrganisationRow owner, TicketRole role) =>
        of.Matter is { } code && standing.Catalogue.Matter(code) is { } matter && Owners.Shielded(matter, owner, role)
            ? standing.Overrides.For(matter, owner, of.Jurisdiction, work.Now)?.Id : null;

    static DispatchedTicket Ticket(OrganisationRow organisation, TicketRole role) =>
        new(TicketId.New(), organisation.Code, organisation.Name, role);

    const string Insert = """
        insert into ticket (id, case_id, role, organisation, status, hop, bound, jurisdiction, dispatched_at, reasons,
            shield_override)
        select id, case_id, role, organisation, 'dispatched', hop, bound, jurisdiction, @now, reasons::jsonb, under
        from unnest(@ids, @cases, @roles, @organisations, @hops, @bound, @jurisdictions, @reasons, @under)
            as n (id, case_id, role, organisation, hop, bound, jurisdiction, reasons, under)
        """;
}
