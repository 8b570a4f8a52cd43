using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>
/// One ticket in full: why it was dispatched, who was spoken with, what was returned, replied and audited.
/// </summary>
/// <remarks>Refuses with <c>ticket_not_found</c>, also for another organisation's.</remarks>
public static class ReadTicket
{
    public sealed record Contact(DateTimeOffset ContactedAt, string Note, bool Reached, string ByName);

    public sealed record Returned(
        ReturnId Id, ReturnReason Reason, string Explanation, MatterId? Duty, OrganisationId? Suggested,
        DateTimeOffset AskedAt, bool? Upheld, OrganisationId? RuledTo, string? Grounds, DateTimeOffset? RuledAt,
        string? Basis);

    public sealed record Reply(
        Outcome Outcome, string PublicAnswer, string Measures, string? LegalBasis, DateTimeOffset RepliedAt);

    /// <param name="Codes">From the fixed list of gaps.</param>
    public sealed record Audit(
        bool Passed, IReadOnlyList<string> Gaps, IReadOnlyList<AuditGap>? Codes, DateTimeOffset AuditedAt,
        AccountId AuditedBy);

    /// <param name="Decision">How the platform decided when the case came in, or came back from mediation.</param>
    public sealed record Answer(
        TicketItem Ticket, DecisionRecord Decision, IReadOnlyList<Contact> Contacts, IReadOnlyList<Returned> Returns,
        Reply? Reply, Audit? Audit, TicketWork Work);

    sealed record Decided(DecisionRecord Decision);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tickets/{ticketId}", Handle)
        .Allow(
            Roles.Handler, Roles.Head, Roles.Mediator, Roles.Operator, Roles.Dispatcher, Roles.Director, Roles.Arbiter,
            Roles.Leader, Roles.Auditor)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        TicketId ticketId, Actor actor, NextActions next, Database database, CurrentCatalogue catalogue,
        TimeProvider clock, CancellationToken cancel)
    {
        var args = new { ticketId, actor.Organisation, actor.Scope };
        var item = await database.ReadOne<TicketItem>(
            $"""
            select {TicketItem.Columns}
            from ticket t
            join routed_case c using (case_id)
            where t.id = @ticketId and {TicketItem.Visibility.Sees(actor)}
            """,
            args, cancel);
        if (item is null || await database.ReadOne<Ticket>(SelectTicket, args, cancel) is not { } ticket)
            return Problems.From(HeldTicket.NotFound);
        var decided = await database.ReadOne<Decided>(SelectDecision, args, cancel);
        var (facts, now) = (await TicketFacts.Read(database, ticketId, cancel), clock.GetUtcNow());
        var ruling = await database.ReadOne<Ruling>(RaiseObjection.LastRuling, args, cancel);
        var possible = TicketActions.OfCentre(ticket, facts);
        if (catalogue.Value.Organisation(ticket.Organisation)?.Kind == OrganisationKind.Centre)
            possible = possible.Concat(TicketActions.OfBackstop(ticket));
        if (ticket.Organisation == actor.Organisation)
            possible = TicketActions.OfHolder(ticket, item.Urgency, facts, ruling, now).Concat(possible);
        return TypedResults.Ok(new Answer(
            item.Named(catalogue) with { Actions = next.For(possible) }, decided!.Decision,
            await database.Read<Contact>(SelectContacts, args, cancel),
            await database.Read<Returned>(SelectReturns, args, cancel),
            await database.ReadOne<Reply>(SelectReply, args, cancel),
            await database.ReadOne<Audit>(SelectAudit, args, cancel),
            await TicketWork.Read(
                database, args, new(ticket, facts, ReturnRules.ObjectUntil(ticket, ruling, now), item.Urgency, now),
                next, cancel)));
    }

    const string SelectTicket = $"select {StoredTicket.Columns} from ticket t where t.id = @ticketId";

    const string SelectDecision =
        "select c.decision from routed_case c join ticket t using (case_id) where t.id = @ticketId";

    const string SelectContacts =
        "select contacted_at, note, reached, by_name from contact where ticket_id = @ticketId order by at";

    const string SelectReturns = """
        select id, reason, explanation, duty, suggested, asked_at, upheld, ruled_to, grounds, ruled_at,
            basis
        from ticket_return
        where ticket_id = @ticketId
        order by asked_at
        """;

    const string SelectReply = """
        select outcome, public_answer, measures, legal_basis, replied_at
        from ticket
        where id = @ticketId and replied_at is not null
        """;

    const string SelectAudit = """
        select audit_passed as passed, audit_gaps as gaps, audit_codes as codes, audited_at, audited_by
        from ticket
        where id = @ticketId and audited_at is not null
        """;
}
