using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>Whom a case goes to, by rule or by a person's decision.</summary>
/// <param name="Bound">The organisation cannot return it.</param>
public sealed record Assignment(
    OrganisationRow Lead, IReadOnlyList<OrganisationRow> Assisting, int Hop, bool Bound, TicketId? Replaces, ActedBy By,
    IReadOnlyList<Reason> Reasons);

/// <summary>
/// Makes the tickets of any number of cases with one statement, each with the officer who has most room, and publishes
/// to whom each case was dispatched.
/// </summary>
public sealed class Dispatches(Work work, RoutingPolicy policy)
{
    readonly List<(RoutedCase Case, int Version, Assignment By, ICaseEvent? Because)> added = [];

    sealed record Made(RoutedCase Case, DispatchedTicket Ticket, Assignment By, OnDuty? Officer, ExemptionId? Exemption)
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
        ChangedDays.Mark(work, work.Now);
        var catalogue = policy.Catalogue;
        var loads = await OfficerWorkload.Of(work, catalogue, added.SelectMany(a =>
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

    /// <summary>Further organisations assist (协办) on a case that is in hand.</summary>
    /// <returns>Their tickets, written with the transaction and to be told of by the caller.</returns>
    public async Task<IReadOnlyList<DispatchedTicket>> Assist(
        RoutedCase of, IReadOnlyList<OrganisationRow> organisations, int hop, IReadOnlyList<Reason> reasons)
    {
        ChangedDays.Mark(work, work.Now);
        var loads = await OfficerWorkload.Of(work, policy.Catalogue, organisations.Select(o => (o.Code, of.Urgency)));
        var tickets = organisations.Select(one => Make(
            of, one, TicketRole.Assisting, new(one, [], hop, false, null, ActedBy.System, reasons), loads)).ToList();
        Write(tickets);
        return [.. tickets.Select(t => t.Ticket)];
    }

    void Write(List<Made> tickets) =>
        work.Later(Insert, new
        {
            ids = tickets.Select(t => t.Ticket.Id.Value).ToArray(),
            cases = tickets.Select(t => t.Case.CaseId.Value).ToArray(),
            roles = tickets.Select(t => t.Ticket.Role.ToWireName()).ToArray(),
            organisations = tickets.Select(t => t.Ticket.Organisation.Value).ToArray(),
            hops = tickets.Select(t => t.By.Hop).ToArray(),
            bound = tickets.Select(t => t.By.Bound).ToArray(),
            jurisdictions = tickets.Select(t => t.Case.Jurisdiction.Value).ToArray(),
            reasons = tickets.Select(t => JsonSerializer.Serialize(t.Reasons, ContractJson.Options)).ToArray(),
            exemptions = tickets.Select(t => t.Exemption?.Value).ToArray(),
            officers = tickets.Select(t => t.Ticket.Officer?.Value).ToArray(),
            names = tickets.Select(t => t.Ticket.OfficerName).ToArray(),
            now = work.Now,
        });

    void Publish(RoutedCase of, int version, Made lead, List<Made> assisting, ICaseEvent? because)
    {
        var by = lead.By;
        var recused = Recusal.Of(policy.Catalogue, of.Against);
        work.Publish(
            new CaseDispatched(
                work.Head(of.CaseId, of.CaseNumber, version, by.By, because), lead.Ticket,
                [.. assisting.Select(a => a.Ticket)], of.Matter, of.MatterName, of.Urgency, of.Kind, of.Place, by.Hop,
                by.Replaces, [.. lead.Reasons], CopyRules.Of(policy.Catalogue, by.Lead, of.Against),
                recused, Recusal.Centre(policy.Catalogue, of.Place.Jurisdiction, of.Against)?.Code),
            because);
        if (by.Lead.Kind == OrganisationKind.Mediation)
            work.Publish(
                new CaseRoutedToMediation(
                    work.Head(of.CaseId, of.CaseNumber, version + 1, by.By, because), lead.Ticket.Id, by.Lead.Code,
                    by.Lead.Name, MediationKind.Peoples, of.Text, of.Place, by.Reasons, recused),
                because);
    }

    Made Make(RoutedCase of, OrganisationRow owner, TicketRole role, Assignment by, OfficerWorkload loads)
    {
        var officer = loads.Next(policy.Catalogue, owner.Code, of.Urgency, work.Now);
        var ticket = new DispatchedTicket(
            TicketId.New(), owner.Code, owner.Name, role, officer?.Officer.Officer, officer?.Officer.OfficerName);
        return new(of, ticket, by, officer, ExemptionOf(of, owner, role));
    }

    // By whatever way it goes there, by rule, by the centre or by a ruling: the use is on record.
    ExemptionId? ExemptionOf(RoutedCase of, OrganisationRow owner, TicketRole role) =>
        of.Matter is { } code && policy.Catalogue.Matter(code) is { } matter && Shield.Forbids(matter, owner, role)
            ? policy.Exemptions.For(matter, owner, of.Jurisdiction, work.Now)?.Id : null;

    const string Insert = """
        insert into ticket (id, case_id, role, organisation, status, hop, bound, jurisdiction, dispatched_at, reasons,
            shield_exemption, officer, officer_name)
        select id, case_id, role, organisation, 'dispatched', hop, bound, jurisdiction, @now, reasons::jsonb, exemption,
            officer, officer_name
        from unnest(@ids, @cases, @roles, @organisations, @hops, @bound, @jurisdictions, @reasons, @exemptions,
            @officers, @names)
            as n (id, case_id, role, organisation, hop, bound, jurisdiction, reasons, exemption, officer, officer_name)
        """;
}
