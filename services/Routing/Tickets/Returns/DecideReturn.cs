using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Precedents;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// The arbiter rules on a return (退单裁定) and names duty and grounds. Upheld, the case goes to another organisation;
/// rejected, it stays. Either way the ruling binds: nobody can return the case again, and it becomes a precedent.
/// </summary>
/// <remarks>
/// Publishes <see cref="ReturnRuled"/>, then <see cref="CaseDispatched"/> or, if it was not yet claimed,
/// <see cref="TicketClaimed"/>. After two hops the centre itself takes the case (兜底), which is no precedent. Refuses
/// with <c>return_not_found</c>, <c>already_ruled</c>, <c>duty_missing</c>, <c>unknown_matter</c>, <c>to_missing</c>,
/// <c>unknown_organisation</c>, <c>same_organisation</c>, <c>shield</c>, <c>valid_until_in_past</c>.
/// </remarks>
public static class DecideReturn
{
    /// <param name="To">Whose it is; needed when upheld, unless the centre takes the case itself.</param>
    /// <param name="Duty">The matter that decides; the case's own when absent.</param>
    /// <param name="Basis">The article; what the duty list gives for the matter when absent.</param>
    /// <param name="ValidUntil">Until when it is a precedent, UTC; for a year when absent.</param>
    public sealed record Request(
        [property: Required] bool? Upheld, OrganisationId? To,
        [property: Required, StringLength(500, MinimumLength = 5)] string Grounds, MatterId? Duty = null,
        [property: StringLength(200)] string? Basis = null, DateTimeOffset? ValidUntil = null);

    sealed record Waiting(TicketId TicketId, MatterId? Duty);

    static readonly Refusal NotFound = new(RefusalKind.NotFound, "return_not_found", "没有这份退单申请。", "No such return.");

    internal static readonly string[] Callers = [Roles.Arbiter];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/returns/{returnId}/ruling", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    /// <summary>What can be done next with a return; upheld or not, the same is asked of the ticket.</summary>
    internal static IEnumerable<PossibleAction> Possible(Ticket ticket, DateTimeOffset now) =>
        [new("ruling", Callers, ticket.DecideReturn(upheld: true, now).Refusal)];

    static async Task<IResult> Handle(
        ReturnId returnId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var policy = current.Value;
        var (catalogue, by, upheld) = (policy.Catalogue, actor.ToActedBy(), request.Upheld!.Value);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await work.Find<Waiting>(Find, new { returnId, actor.Scope }) is not { } waiting
                || await HeldTicket.OfJurisdiction(work, waiting.TicketId, actor) is not { } held)
                return NotFound;
            if (request.ValidUntil <= work.Now)
                return RecordPrecedent.ValidInPast;
            if (!held.Ticket.DecideReturn(upheld, work.Now).Accepted(out var ruled, out var refusal)
                || !ReturnRules.Matter(catalogue, request.Duty, held.Case.Matter, waiting.Duty)
                    .Accepted(out var matter, out refusal)
                || !ReturnRules.AfterRuling(
                        catalogue, ruled, upheld, request.To, matter, held.Case.Jurisdiction,
                        held.Circumstances(policy, work))
                    .Accepted(out var to, out refusal))
                return refusal;

            var (before, backstop) = (held.Ticket, upheld && ruled.Hop >= Ticket.MostHops);
            var (grounds, basis) = (
                Scrubbing.Scrub(request.Grounds),
                request.Basis is null ? ReturnRules.BasisOf(catalogue, matter) : Scrubbing.Scrub(request.Basis));
            held = held.Then(ruled);
            Reason[] ruling = [DecisionReasons.Ruling(grounds), DecisionReasons.RuledDuty(matter, basis)];
            Reason[] reasons = backstop ? [.. ruling, DecisionReasons.Backstop(to)] : ruling;
            await work.Execute(Save, new
            {
                returnId, upheld, to = upheld ? to.Code : (OrganisationId?)null, matter = matter.Code, basis, grounds,
                actor.Account, actor.Name, work.Now,
            });
            var precedent = backstop ? (PrecedentId?)null : await RecordPrecedent.Record(
                work, catalogue, held.Case,
                new(returnId, null, matter, to, ruled.Organisation, upheld, grounds, basis, request.ValidUntil), actor);
            work.Publish(new ReturnRuled(
                held.Head(work, by), ruled.Id, returnId, upheld, upheld ? to.Code : null, reasons, matter.Code,
                precedent));
            held = upheld ? await Redispatch.To(work, policy, held, matter, to, ruled.Hop + 1, by, reasons)
                : Claimed(work, held, before);
            held.Save(work);
            await held.Case.Save(work);
            return held;
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static HeldTicket Claimed(Work work, HeldTicket held, Ticket before)
    {
        if (before.ClaimedAt is not null)
            return held;
        held = held.Then(held.Ticket);
        work.Publish(new TicketClaimed(
            held.Head(work, ActedBy.System), held.Ticket.Id, held.Ticket.Role,
            [new("claimed_by_ruling", "退单不成立，自裁定起视为签收。")]));
        return held;
    }

    const string Find = "select ticket_id, duty from ticket_return where id = @returnId and jurisdiction like @Scope";

    const string Save = """
        update ticket_return
        set upheld = @upheld, ruled_to = @to, matter = @matter, basis = coalesce(basis, @basis), grounds = @grounds,
            ruled_at = @Now, ruled_by = @Account, ruled_by_name = @Name
        where id = @returnId
        """;
}
