using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.ManualDispatch;

/// <summary>The centre decides who must act on an undecided case (人工派单).</summary>
/// <remarks>
/// Publishes <see cref="CaseDispatched"/>, for mediation also <see cref="CaseRoutedToMediation"/>. Refuses with
/// <c>case_not_found</c>, <c>already_dispatched</c>, <c>unknown_organisation</c>, <c>unknown_matter</c>,
/// <c>lead_also_assists</c>, <c>shield</c>, <c>recused</c>, <c>unknown_place</c>, <c>place_outside</c>.
/// </remarks>
public static class DispatchUndecided
{
    /// <param name="Matter">A leaf; absent: the matter of the case stays as it is.</param>
    /// <param name="Place">The corrected place, within the registered jurisdiction; absent: as registered.</param>
    public sealed record Request(
        [property: Required] OrganisationId? Lead, [property: MaxLength(10)] IReadOnlyList<OrganisationId>? Assisting,
        MatterId? Matter, [property: Required, StringLength(500, MinimumLength = 5)] string Grounds,
        JurisdictionId? Place = null);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "case_not_found", "本辖区没有这件诉求。", "No such case in your jurisdiction.");

    static readonly Refusal AlreadyDispatched = new(
        RefusalKind.Conflict, "already_dispatched", "该诉求已派单或已结束；请刷新列表。",
        "This case has been dispatched or has ended; refresh the list.");

    static readonly Refusal UnknownMatter = new(
        RefusalKind.Invalid, "unknown_matter", "事项清单中没有这个具体事项，请重新选择。",
        "No such leaf in the matter catalogue; choose another.", "matter");

    static readonly Refusal LeadAlsoAssists = new(
        RefusalKind.Invalid, "lead_also_assists", "同一单位不能重复选择，请修改协办单位。",
        "An organisation is named twice; change those assisting.", "assisting");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/undecided/{number}/dispatch", Handle)
        .Allow(Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var policy = current.Value;
        var catalogue = policy.Catalogue;
        var chosen = request.Matter is { } code ? catalogue.Matter(code) : null;
        if (request.Matter is not null && chosen is not { Level: MatterRow.Leaf })
            return Problems.From(UnknownMatter);

        var result = await database.Transact<RoutedCase>(async work =>
        {
            if (await work.Find<RoutedCase>(Load, new { number, actor.Scope, actor.Organisation }) is not { } of)
                return NotFound;
            if (!of.Undecided || !of.Open)
                return AlreadyDispatched;
            if (!CorrectedPlace.Found(catalogue, of.Jurisdiction, request.Place)
                .Accepted(out var found, out var nowhere))
                return nowhere;
            of = of with { Jurisdiction = found.Place };
            var matter = chosen ?? (of.Matter is { } known ? catalogue.Matter(known) : null);
            var under = new Circumstances(policy, of.Jurisdiction, work.Now, of.Against);
            if (!OrganisationChoice.Choose(catalogue, request.Lead!.Value, matter, TicketRole.Lead, "lead", under)
                    .Accepted(out var lead, out var refusal))
                return refusal;
            var assisting = new List<OrganisationRow>();
            foreach (var one in request.Assisting ?? [])
            {
                if (!OrganisationChoice.Choose(catalogue, one, matter, TicketRole.Assisting, "assisting", under)
                        .Accepted(out var assistant, out refusal))
                    return refusal;
                if (assistant == lead || assisting.Contains(assistant))
                    return LeadAlsoAssists;
                assisting.Add(assistant);
            }

            var dispatches = new Dispatches(work, policy);
            of = dispatches.Add(
                of with { Matter = matter?.Code, MatterName = matter?.Name },
                new(lead, assisting, 1, false, null, actor.ToActedBy(),
                    [DecisionReasons.DecidedByCentre(Scrubbing.Scrub(request.Grounds)), .. found.Because]));
            await dispatches.Send();
            await of.Save(work);
            return of;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static readonly string Load = $"""
        select {RoutedCase.Columns}
        from routed_case c
        where c.case_number = @number and {Visibility.OfCase("c").SeenInJurisdiction}
        for update of c
        """;
}
