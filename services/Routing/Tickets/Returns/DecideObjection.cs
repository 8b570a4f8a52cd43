using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Precedents;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// The director of the centre decides an objection (异议复核), for good: one level above the arbiter who ruled.
/// </summary>
/// <remarks>
/// Publishes <see cref="ObjectionRuled"/> and, when upheld, <see cref="CaseDispatched"/> to whom the decision names,
/// bound; the decision takes the ruling's place, also as a precedent, and so counts no hop of its own. When it names
/// nobody the centre takes the case itself (兜底). Refuses with <c>objection_not_found</c>, <c>objection_ruled</c>,
/// <c>objection_overtaken</c>, <c>ruled_before</c>, and as a ruling on a return does.
/// </remarks>
public static class DecideObjection
{
    /// <param name="To">Whose it is; the centre itself when an upheld objection names nobody.</param>
    /// <param name="Duty">The matter that decides; the case's own when absent.</param>
    public sealed record Request(
        [property: Required] bool? Upheld, OrganisationId? To,
        [property: Required, StringLength(500, MinimumLength = 5)] string Grounds, MatterId? Duty = null,
        [property: StringLength(200)] string? Basis = null, DateTimeOffset? ValidUntil = null);

    sealed record Row(TicketId TicketId, MatterId? Duty, bool? Upheld, ReturnId ReturnId, AccountId By, bool Replied);

    internal static readonly string[] Callers = [Roles.Director];

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "objection_not_found", "本辖区没有这份异议。", "No such objection in your jurisdiction.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/objections/{objectionId}/ruling", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    /// <summary>What can be done next with an objection: decide it, and decide it for the organisation.</summary>
    internal static IEnumerable<PossibleAction> Possible(Ticket ticket, Objection objection, AccountId by) =>
    [
        new("decision", Callers, ticket.DecideObjection(objection, by, upheld: false).Refusal),
        new("uphold", Callers, ticket.DecideObjection(objection, by, upheld: true).Refusal),
    ];

    static async Task<IResult> Handle(
        ObjectionId objectionId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var policy = current.Value;
        var (catalogue, by, upheld) = (policy.Catalogue, actor.ToActedBy(), request.Upheld!.Value);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            var args = new { objectionId, actor.Scope };
            if (await work.Find<Row>(Load, args) is not { } row
                || await HeldTicket.OfJurisdiction(work, row.TicketId, actor) is not { } held)
                return NotFound;
            // Read again under the case's lock: somebody else may have decided meanwhile.
            row = (await work.Find<Row>(Load, args))!;
            if (!held.Ticket.DecideObjection(new(row.Upheld, row.By, row.Replied), by.Account, upheld)
                    .Accepted(out var decided, out var refusal))
                return refusal;
            if (request.ValidUntil <= work.Now)
                return RecordPrecedent.ValidInPast;
            if (!ReturnRules.Matter(catalogue, request.Duty, held.Case.Matter, row.Duty)
                    .Accepted(out var matter, out refusal)
                || !ReturnRules.AfterObjection(
                        catalogue, held.Ticket, upheld, request.To, matter, held.Case.Jurisdiction,
                        held.Circumstances(policy, work))
                    .Accepted(out var to, out refusal))
                return refusal;

            var grounds = Scrubbing.Scrub(request.Grounds);
            var basis = request.Basis is null ? ReturnRules.BasisOf(catalogue, matter) : Scrubbing.Scrub(request.Basis);
            var backstop = upheld && request.To is null;
            Reason[] reasons =
            [
                DecisionReasons.Objection(grounds), DecisionReasons.RuledDuty(matter, basis),
                .. backstop ? [DecisionReasons.BackstopAfterObjection(to)] : Array.Empty<Reason>(),
            ];
            await work.Execute(Save, new
            {
                objectionId, upheld, to = upheld ? to.Code : (OrganisationId?)null, matter = matter.Code, grounds,
                work.Now, actor.Account, actor.Name,
            });
            var precedent = backstop || !upheld ? (PrecedentId?)null : await RecordPrecedent.Record(
                work, catalogue, held.Case,
                new(row.ReturnId, objectionId, matter, to, held.Ticket.Organisation, true, grounds, basis,
                    request.ValidUntil), actor);
            held = held.Then(decided);
            work.Publish(new ObjectionRuled(
                held.Head(work, by), held.Ticket.Id, objectionId, upheld, upheld ? to.Code : null, matter.Code,
                precedent, reasons));
            if (upheld)
                held = await Redispatch.To(
                    work, policy, held, matter, to, backstop ? Ticket.MostHops + 1 : Ticket.MostHops, by, reasons);
            held.Save(work);
            await held.Case.Save(work);
            return held;
        }, cancel);
        // The precedent decides the next case as soon as the caller has the answer.
        await current.Refresh(cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Load = """
        select o.ticket_id, o.duty, o.upheld, o.return_id, r.ruled_by as by,
            coalesce(t.replied_at >= o.asked_at, false) as replied
        from objection o
        join ticket t on t.id = o.ticket_id
        join ticket_return r on r.id = o.return_id
        where o.id = @objectionId and o.jurisdiction like @Scope
        """;

    const string Save = """
        update objection
        set upheld = @upheld, ruled_to = @to, matter = @matter, grounds = @grounds, ruled_at = @Now,
            ruled_by = @Account, ruled_by_name = @Name
        where id = @objectionId
        """;
}
