using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// The director rules that a backstop case (兜底) has an owner by now: a later catalogue names him. Otherwise it leaves
/// the backstop only by being solved.
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseDispatched"/> to an owner who is bound by it. Refuses with <c>ticket_not_found</c>,
/// <c>not_backstop</c>, <c>catalogue_unchanged</c>, <c>unknown_matter</c>, <c>duty_missing</c>,
/// <c>not_supported</c>, and as every choice of an organisation.
/// </remarks>
public static class LeaveBackstop
{
    /// <param name="Duty">The matter that decides; the case's own when absent.</param>
    public sealed record Request(
        [property: Required] OrganisationId? To,
        [property: Required, StringLength(500, MinimumLength = 5)] string Grounds, MatterId? Duty = null);

    sealed record Changed(int Version);

    static readonly Refusal CatalogueUnchanged = new(
        RefusalKind.Conflict, "catalogue_unchanged", "转入兜底后职责清单未作修订，不能转出；请先修订清单明确责任单位，或继续兜底办理。",
        "The catalogue has not changed since the centre took the case; change it first, or handle the case.");

    static Refusal NotSupported(string? named) => new(
        RefusalKind.Invalid, "not_supported",
        named is null ? "按现行清单仍不能确定承办单位，不能转出。" : $"按现行清单应由{named}承办，请改选该单位。",
        named is null ? "The catalogue in force still names nobody." : $"The catalogue in force names {named}.", "to");

    internal static readonly string[] Callers = [Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/backstop-ruling", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var policy = current.Value;
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfJurisdiction(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            var byCentre = policy.Catalogue.Organisation(held.Ticket.Organisation)?.Kind == OrganisationKind.Centre;
            if (!held.Ticket.LeaveBackstop(byCentre).Accepted(out var left, out var refusal))
                return refusal;
            if (await work.Find<Changed>(FindChanged, new { held.Ticket.DispatchedAt, work.Now }) is null)
                return CatalogueUnchanged;
            if (!ReturnRules.Matter(policy.Catalogue, request.Duty, held.Case.Matter, null)
                    .Accepted(out var matter, out refusal)
                || !OrganisationChoice.Choose(policy.Catalogue, request.To!.Value, matter, TicketRole.Lead, "to",
                    held.Circumstances(policy, work)).Accepted(out var to, out refusal))
                return refusal;
            var of = held.Case;
            var decision = Deciding.Decide(policy, new(
                of.Text, matter.Code, of.Kind, of.Urgency, of.Jurisdiction, [], work.Now, Address: of.Address,
                Against: of.Against));
            if (decision.Lead != to)
                return NotSupported(decision.Lead?.Name);
            held = await Redispatch.To(
                work, policy, held with { Ticket = left }, matter, to, held.Ticket.Hop, actor.ToActedBy(),
                [DecisionReasons.BackstopRuling(Scrubbing.Scrub(request.Grounds)), .. decision.Reasons]);
            held.Save(work);
            await held.Case.Save(work);
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    // Whichever list: who owns a matter may lie in the duties, the rules, the organisations or the jurisdictions.
    const string FindChanged = """
        select version from catalogue_version where effective_from > @DispatchedAt and effective_from <= @Now limit 1
        """;
}
