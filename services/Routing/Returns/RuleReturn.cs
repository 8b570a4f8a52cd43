using Dispatch.Routing.Cases;
using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Tickets;

namespace Dispatch.Routing.Returns;

/// <summary>
/// The arbiter rules on a return (退单裁定): upheld, it goes to another organisation; rejected, the ticket is bound.
/// </summary>
/// <remarks>
/// Publishes <see cref="ReturnRuled"/>, then <see cref="CaseDispatched"/> or, if it was not yet claimed,
/// <see cref="TicketClaimed"/>. After two upheld returns the centre itself takes the case (兜底). Refuses with
/// <c>return_not_found</c>, <c>already_ruled</c>, <c>to_missing</c>, <c>unknown_organisation</c>,
/// <c>same_organisation</c>, <c>shield</c>.
/// </remarks>
public static class RuleReturn
{
    /// <param name="To">
    /// Whose it is; needed when upheld, and without effect when the centre takes the case itself.
    /// </param>
    public sealed record Request(
        [property: Required] bool? Upheld, OrganisationId? To,
        [property: Required, StringLength(500, MinimumLength = 5)] string Grounds);

    sealed record Waiting(TicketId TicketId);

    static readonly Refusal NotFound = new(RefusalKind.NotFound, "return_not_found", "没有这份退单申请。", "No such return.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/returns/{returnId}/ruling", Handle)
        .Allow(Roles.Arbiter)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        ReturnId returnId, Request request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var (catalogue, by, upheld) = (current.Value, actor.ToActedBy(), request.Upheld!.Value);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await work.Find<Waiting>(Find, new { returnId, actor.Scope }) is not { } waiting
                || await HeldTicket.OfJurisdiction(work, waiting.TicketId, actor) is not { } held)
                return NotFound;
            if (!held.Ticket.Rule(upheld, work.Now).Accepted(out var ruled, out var refusal))
                return refusal;
            OrganisationRow? to = null;
            if (upheld && !Choosing.AfterReturn(catalogue, ruled, request.To, MatterOf(catalogue, held),
                held.Case.Jurisdiction)
                    .Accepted(out to, out refusal))
                return refusal;

            var before = held.Ticket;
            var backstop = upheld && ruled.Hop >= Ticket.MostHops;
            held = held.Then(ruled);
            var grounds = Scrubbing.Scrub(request.Grounds);
            Reason[] reasons = backstop ? [Say.Ruling(grounds), Say.Backstop(to!)]
                : [Say.Ruling(grounds)];
            work.Publish(new ReturnRuled(held.Head(work, by), ruled.Id, returnId, upheld, to?.Code, reasons));
            await work.Execute(Save, new { returnId, upheld, to = to?.Code, grounds, actor.Account, work.Now });
            if (to is not null)
            {
                var dispatches = new Dispatches(work);
                held = held with
                {
                    Case = dispatches.Add(held.Case,
                    new(to, [], ruled.Hop + 1, backstop, ruled.Id, by, reasons))
                };
                dispatches.Write();
            }
            else if (before.ClaimedAt is null)
            {
                held = held.Then(ruled);
                work.Publish(new TicketClaimed(
                    held.Head(work, ActedBy.System), ruled.Id, ruled.Role,
                    [new("claimed_by_ruling", "退单不成立，自裁定起视为签收。")]));
            }
            await held.Save(work);
            await held.Case.Save(work);
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static MatterRow? MatterOf(Catalogue catalogue, HeldTicket held) =>
        held.Case.Matter is { } matter ? catalogue.Matter(matter) : null;

    const string Find = "select ticket_id from ticket_return where id = @returnId and jurisdiction like @Scope";

    const string Save = """
        update ticket_return
        set upheld = @upheld, ruled_to = @to, grounds = @grounds, ruled_at = @Now, ruled_by = @Account
        where id = @returnId
        """;
}
