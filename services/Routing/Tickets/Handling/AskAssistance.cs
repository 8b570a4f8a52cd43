using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>The lead asks further organisations to assist (申请协办); each gets a ticket at once.</summary>
/// <remarks>
/// Publishes <see cref="AssistanceAsked"/>. The grass-roots shield holds as for any dispatch. Refuses with
/// <c>ticket_not_found</c>, <c>ticket_not_in_hand</c>, <c>only_the_lead</c>, <c>unknown_organisation</c>,
/// <c>shield</c>, <c>assists_already</c>.
/// </remarks>
public static class AskAssistance
{
    public sealed record Request(
        [property: Required, MinLength(1), MaxLength(5)] IReadOnlyList<OrganisationId>? Organisations,
        [property: Required, StringLength(500, MinimumLength = 5)] string Reason);

    static readonly Refusal AssistsAlready = new(
        RefusalKind.Conflict, "assists_already", "所选单位已在办理本件，请选择其他单位。",
        "One of these organisations has a ticket on this case already; choose another.", "organisations");

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/assistance", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var policy = current.Value;
        var catalogue = policy.Catalogue;
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (held.Ticket.AskAssistance() is { } no)
                return no;
            var tickets = await work.List<Ticket>(SelectTickets, new { held.Case.CaseId });
            var atWork = tickets.Where(t => t.IsAtWork).Select(t => t.Organisation).ToHashSet();
            var matter = held.Case.Matter is { } code ? catalogue.Matter(code) : null;
            var asked = new List<OrganisationRow>();
            foreach (var one in request.Organisations!)
            {
                if (!atWork.Add(one))
                    return AssistsAlready;
                if (!OrganisationChoice.Choose(catalogue, one, matter, TicketRole.Assisting, "organisations",
                        held.Circumstances(policy, work))
                        .Accepted(out var organisation, out var refusal))
                    return refusal;
                asked.Add(organisation);
            }

            Reason[] reasons = [new("assistance_asked", Scrubbing.Scrub(request.Reason))];
            held = held.Then(held.Ticket);
            var made = await new Dispatches(work, policy).Assist(held.Case, asked, held.Ticket.Hop, reasons);
            held.Save(work);
            work.Publish(new AssistanceAsked(held.Head(work, actor.ToActedBy()), ticketId, made, reasons));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string SelectTickets = $"select {StoredTicket.Columns} from ticket t where t.case_id = @CaseId";
}
