using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>Whom a case is dispatched to, by the decision chain or by a person.</summary>
/// <param name="Hop">1 for the first dispatch, and one more after each upheld return.</param>
/// <param name="Bound">True when the tickets may not be returned.</param>
/// <param name="Replaces">The lead's ticket that this dispatch replaces; null for the first dispatch.</param>
/// <param name="Backstop">Nobody else can be fixed: the centre takes it as its own (兜底).</param>
public sealed record Assignment(
    OrganisationRow Lead, IReadOnlyList<OrganisationRow> Assisting, int Hop, bool Bound, TicketId? Replaces, ActedBy By,
    IReadOnlyList<Reason> Reasons, bool Backstop = false);

/// <summary>
/// Dispatches any number of cases: inserts their tickets with one statement, assigns each to the officer on duty with
/// most room, and publishes <see cref="CaseDispatched"/>, for mediation also <see cref="CaseRoutedToMediation"/>.
/// </summary>
public sealed class Dispatches(Work work, RoutingPolicy policy)
{
    readonly List<(RoutedCase Case, int Version, Assignment By, ICaseEvent? Because)> added = [];

    sealed record NewTicket(
        RoutedCase Case, DispatchedTicket Ticket, Assignment By, OnDuty? Officer, ExemptionId? Exemption)
    {
        public IEnumerable<Reason> Reasons => Officer is null ? By.Reasons : [.. By.Reasons, Officer.Why];
    }

    /// <param name="because">The event that caused the dispatch, if any.</param>
    /// <returns>The case after its dispatch; the caller saves it.</returns>
    public RoutedCase Add(RoutedCase of, Assignment assignment, ICaseEvent? because = null)
    {
        var then = of.Next() with { Undecided = false, Holder = assignment.Lead.Code };
        added.Add((of, then.Version, assignment, because));
        return assignment.Lead.Kind == OrganisationKind.Mediation ? then.Next() : then;
    }

    /// <summary>Inserts and publishes what was added; call once, after the last <see cref="Add"/>.</summary>
    public async Task Send()
    {
        if (added.Count == 0)
            return;
        ChangedDays.Mark(work, work.Now);
        var catalogue = policy.Catalogue;
        var workload = await OfficerWorkload.Of(work, catalogue, added.SelectMany(a =>
            a.By.Assisting.Append(a.By.Lead).Select(o => (o.Code, a.Case.Urgency))));
        var tickets = new List<NewTicket>();
        foreach (var (of, version, by, because) in added)
        {
            var lead = Make(of, by.Lead, TicketRole.Lead, by, workload);
            List<NewTicket> assisting =
                [.. by.Assisting.Select(a => Make(of, a, TicketRole.Assisting, by, workload))];
            tickets.Add(lead);
            tickets.AddRange(assisting);
            Publish(of, version, lead, assisting, because);
        }
        Write(tickets);
    }

    /// <summary>Inserts tickets for organisations that are to assist (协办) on a case already dispatched.</summary>
    /// <returns>Their tickets; the caller publishes them.</returns>
    public async Task<IReadOnlyList<DispatchedTicket>> Assist(
        RoutedCase of, IReadOnlyList<OrganisationRow> organisations, int hop, IReadOnlyList<Reason> reasons)
    {
        ChangedDays.Mark(work, work.Now);
        var workload = await OfficerWorkload.Of(
            work, policy.Catalogue, organisations.Select(o => (o.Code, of.Urgency)));
        var tickets = organisations.Select(one => Make(
            of, one, TicketRole.Assisting, new(one, [], hop, false, null, ActedBy.System, reasons), workload)).ToList();
        Write(tickets);
        return [.. tickets.Select(t => t.Ticket)];
    }

    void Write(List<NewTicket> tickets) =>
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

    void Publish(RoutedCase of, int version, NewTicket lead, List<NewTicket> assisting, ICaseEvent? because)
    {
        var by = lead.By;
        var recused = Recusal.Of(policy.Catalogue, of.Against);
        work.Publish(
            new CaseDispatched(
                work.Head(of.CaseId, of.CaseNumber, version, by.By, because), lead.Ticket,
                [.. assisting.Select(a => a.Ticket)], of.Matter, of.MatterName, of.Urgency, of.Kind, of.Place, by.Hop,
                by.Replaces, [.. lead.Reasons], CopyRules.Of(policy.Catalogue, by.Lead, of.Against),
                recused, Recusal.Centre(policy.Catalogue, of.Place.Jurisdiction, of.Against)?.Code,
                by.Backstop ? true : null),
            because);
        if (by.Lead.Kind == OrganisationKind.Mediation)
            work.Publish(
                new CaseRoutedToMediation(
                    work.Head(of.CaseId, of.CaseNumber, version + 1, by.By, because), lead.Ticket.Id, by.Lead.Code,
                    by.Lead.Name, MediationKind.Peoples, of.Text, of.Place, by.Reasons, recused),
                because);
    }

    NewTicket Make(RoutedCase of, OrganisationRow owner, TicketRole role, Assignment by, OfficerWorkload workload)
    {
        var officer = workload.Next(policy.Catalogue, owner.Code, of.Urgency, work.Now);
        var ticket = new DispatchedTicket(
            TicketId.New(), owner.Code, owner.Name, role, officer?.Officer.Officer, officer?.Officer.OfficerName);
        return new(of, ticket, by, officer, ExemptionOf(of, owner, role));
    }

    // Every use of an exemption is recorded, whether the chain, the centre or a ruling dispatched the case.
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
