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
/// Makes the tickets of any number of cases with one statement, each with the officer who has most room, and publishes
/// to whom each case was dispatched.
/// </summary>
public sealed partial class Dispatches(Work work)
{
    readonly List<(RoutedCase Case, int Version, Assignment By, ICaseEvent? Because)> added = [];
    readonly Standing standing = work.Get<CurrentStanding>().Value;

    sealed record Made(RoutedCase Case, DispatchedTicket Ticket, Assignment By, OnDuty? Officer, OverrideId? Under)
    {
        public IEnumerable<Reason> Reasons => Officer is null ? By.Reasons : [.. By.Reasons, Officer.Why];
    }

    /// <returns>The case as it then stands, to be saved by the caller.</returns>
    public RoutedCase Add(RoutedCase of, Assignment assignment, ICaseEvent? because = null)
    {
        var then = of.Next() with { Undecided = false, Holder = assignment.Lead.Code };
        added.Add((of, then.Version, assignment, because));
        return assignment.Lead.Kind == OrganisationKind.Mediation ? then.Next() : then;
    }

    /// <summary>Call once, after the last <see cref="Add"/>.</summary>
    public async Task Send()
    {
        if (added.Count == 0)
            return;
        CountFigures.Stale(work, work.Now);
        var catalogue = standing.Catalogue;
        var loads = await Loads.Of(work, catalogue, added.SelectMany(a =>
            a.By.Assisting.Append(a.By.Lead).Select(o => (o.Code, a.Case.Urgency))));
        var tickets = new List<Made>();
        foreach (var (of, version, by, because) in added)
        {
            var lead = Make(of, by.Lead, TicketRole.Lead, by, loads);
            List<Made> assisting = [.. by.Assisting.Select(a => Make(of, a, TicketRole.Assisting, by, loads))];
            tickets.Add(lead);
            tickets.AddRange(assisting);
            Publish(of, version, lead, assisting, because);
        }
        Write(tickets);
    }

    void Write(List<Made> tickets) =>
        work.Later(DispatchSql.Insert, new
        {
            ids = tickets.Select(t => t.Ticket.Id.Value).ToArray(),
            cases = tickets.Select(t => t.Case.CaseId.Value).ToArray(),
            roles = tickets.Select(t => t.Ticket.Role.Word()).ToArray(),
            organisations = tickets.Select(t => t.Ticket.Organisation.Value).ToArray(),
            hops = tickets.Select(t => t.By.Hop).ToArray(),
            bound = tickets.Select(t => t.By.Bound).ToArray(),
            jurisdictions = tickets.Select(t => t.Case.Jurisdiction.Value).ToArray(),
            reasons = tickets.Select(t => JsonSerializer.Serialize(t.Reasons, ContractJson.Options)).ToArray(),
            under = tickets.Select(t => t.Under?.Value).ToArray(),
            officers = tickets.Select(t => t.Ticket.Officer?.Value).ToArray(),
            names = tickets.Select(t => t.Ticket.OfficerName).ToArray(),
            now = work.Now,
        });

    void Publish(RoutedCase of, int version, Made lead, List<Made> assisting, ICaseEvent? because)
    {
        var by = lead.By;
        work.Publish(
            new CaseDispatched(
                work.Head(of.CaseId, of.CaseNumber, version, by.By, because), lead.Ticket,
                [.. assisting.Select(a => a.Ticket)], of.Matter, of.MatterName, of.Urgency, of.Kind, of.Place, by.Hop,
                by.Replaces, [.. lead.Reasons], Copying.Of(standing.Catalogue, by.Lead, of.Against),
                Recusal.Of(standing.Catalogue, of.Against)),
            because);
        if (by.Lead.Kind == OrganisationKind.Mediation)
            work.Publish(
                new CaseRoutedToMediation(
                    work.Head(of.CaseId, of.CaseNumber, version + 1, by.By, because), lead.Ticket.Id, by.Lead.Code,
                    by.Lead.Name, MediationKind.Peoples, of.Text, of.Place, by.Reasons),
                because);
    }

    Made Make(RoutedCase of, OrganisationRow owner, TicketRole role, Assignment by, Loads loads)
    {
        var officer = loads.Next(standing.Catalogue, owner.Code, of.Urgency, work.Now);
        var ticket = new DispatchedTicket(
            TicketId.New(), owner.Code, owner.Name, role, officer?.Officer.Officer, officer?.Officer.OfficerName);
        return new(of, ticket, by, officer, Under(of, owner, role));
    }

    // By whatever way it goes there, by rule, by the centre or by a ruling: the use is on record.
    OverrideId? Under(RoutedCase of, OrganisationRow owner, TicketRole role) =>
        of.Matter is { } code && standing.Catalogue.Matter(code) is { } matter && Owners.Shielded(matter, owner, role)
            ? standing.Overrides.For(matter, owner, of.Jurisdiction, work.Now)?.Id : null;
}
