using Dispatch.Routing.Dispatching.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Dispatching;

/// <summary>Dry run: shows who would get a case, and everything that was considered; stores nothing.</summary>
public static class ExplainRoute
{
    /// <param name="Grid">The code of a jurisdiction of any level; absent: the caller's own.</param>
    public sealed record Where(
        [property: StringLength(300)] string? Address, JurisdictionId? Grid,
        [property: Range(-90.0, 90.0)] double? Latitude = null,
        [property: Range(-180.0, 180.0)] double? Longitude = null);

    /// <param name="Against">The organisation complained of.</param>
    public sealed record Request(
        [property: Required, StringLength(4000, MinimumLength = 2)] string Text, MatterId? Matter, CaseKind? Kind,
        Urgency? Urgency, Where? Place, Channel? Channel = null, OrganisationId? Against = null);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/explain", Handle)
        .Allow(
            Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
            Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Admin);

    static Ok<DecisionRecord> Handle(
        Request request, Actor actor, CurrentRoutingPolicy policy, CurrentModel model, TimeProvider clock)
    {
        var where = request.Place;
        var placing = Placing.Of(policy.Value.Catalogue,
            new(where?.Grid ?? actor.Jurisdiction, where?.Address, where?.Latitude, where?.Longitude));
        var question = new Question(
            request.Text, request.Matter, request.Kind ?? CaseKind.Request, request.Urgency ?? Urgency.Normal,
            placing.Place, [], clock.GetUtcNow(), Channel: request.Channel, Address: where?.Address,
            Against: Recusal.Listed(policy.Value.Catalogue, request.Against));
        return TypedResults.Ok(placing.Explain(
            Deciding.Decide(policy.Value, question, model.Read(request.Text))).Record(question));
    }
}
