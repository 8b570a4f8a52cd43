using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// The organisation that a ruling names objects to it (异议), once for a case; the director of the centre decides.
/// </summary>
/// <remarks>
/// Publishes <see cref="ObjectionRaised"/>. The handling goes on meanwhile, and so does every clock. Refuses with
/// <c>ticket_not_found</c>, <c>nothing_to_object_to</c>, <c>ticket_not_in_hand</c>, <c>ruling_accepted</c>,
/// <c>objection_window_closed</c>, <c>objection_made</c>, and as a return does for what it cites.
/// </remarks>
public static class RaiseObjection
{
    /// <param name="Duty">The matter whose duty entry shows whose it is.</param>
    /// <param name="Basis">The article; what the duty list gives for the matter when absent.</param>
    /// <param name="Suggested">Whose it is instead.</param>
    public sealed record Request(
        [property: Required, StringLength(500, MinimumLength = 10)] string Explanation,
        [property: Required] MatterId? Duty, [property: Required] OrganisationId? Suggested,
        [property: StringLength(200)] string? Basis = null);

    static readonly Refusal Made = new(
        RefusalKind.Conflict, "objection_made", "本件已提出过异议，一件诉求只能提出一次，请按裁定办理。",
        "An objection was made on this case, and there is but one; handle it as ruled.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/objection", Handle)
        .Allow(Roles.Handler, Roles.Head)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var catalogue = current.Value;
        var explanation = Scrubbing.Scrub(request.Explanation);
        var basis = request.Basis is null ? null : Scrubbing.Scrub(request.Basis);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            var ruling = await work.Find<Ruling>(LastRuling, new { held.Case.CaseId, ticketId });
            if (ReturnRules.MayObject(held.Ticket, ruling, work.Now) is { } no)
                return no;
            if (!ReturnRules.Cite(
                    catalogue, actor.Organisation, ReturnReason.NotOurDuty, request.Duty, basis,
                    request.Suggested).Accepted(out var cited, out var refusal))
                return refusal;

            var id = ObjectionId.New();
            if (await work.Execute(Insert, new
            {
                id, held.Case.CaseId, returnId = ruling!.Id, ticketId, held.Case.Jurisdiction, actor.Organisation,
                explanation, request.Duty, cited.Basis, request.Suggested, work.Now, actor.Account, actor.Name,
            }) == 0)
                return Made;
            held = held.Then(held.Ticket);
            await held.Save(work);
            work.Publish(new ObjectionRaised(
                held.Head(work, actor.ToActedBy()), ticketId, id, ruling.Id,
                catalogue.Centre(held.Case.Jurisdiction)?.Code, request.Suggested,
                [new("objection_raised", explanation), .. cited.Reasons]));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string LastRuling = """
        select id, organisation, upheld, ruled_to, ruled_at, ruled_by,
            exists (select from ticket t where t.id = @ticketId and t.replied_at >= ruled_at) as accepted
        from ticket_return
        where case_id = @CaseId and ruled_at is not null
        order by ruled_at desc
        limit 1
        """;

    const string Insert = """
        insert into objection (id, case_id, return_id, ticket_id, jurisdiction, organisation, explanation, duty, basis,
            suggested, asked_at, asked_by, asked_by_name)
        values (@id, @CaseId, @returnId, @ticketId, @Jurisdiction, @Organisation, @explanation, @Duty, @Basis,
            @Suggested, @Now, @Account, @Name)
        on conflict on constraint objection_once do nothing
        """;
}
