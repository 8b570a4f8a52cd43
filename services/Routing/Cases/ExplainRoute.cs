using Dispatch.Routing.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Cases;

/// <summary>Shows which way a case would go, and everything that was weighed; nothing is stored.</summary>
public static class ExplainRoute
{
    /// <param name="Grid">Any division's code; the caller's own jurisdiction when absent.</param>
    public sealed record Where([property: StringLength(300)] string? Address, JurisdictionId? Grid);

    /// <param name="Against">The organisation complained of.</param>
    public sealed record Request(
        [property: Required, StringLength(4000, MinimumLength = 2)] string Text, MatterId? Matter, CaseKind? Kind,
        Urgency? Urgency, Where? Place, Channel? Channel = null, OrganisationId? Against = null);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/explain", Handle)
        .Allow(
            Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
            Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Admin);

    static Ok<DecisionRecord> Handle(Request request, Actor actor, CurrentStanding standing, TimeProvider clock)
    {
        var question = new Question(
            request.Text, request.Matter, request.Kind ?? CaseKind.Request, request.Urgency ?? Urgency.Normal,
            request.Place?.Grid ?? actor.Jurisdiction, [], clock.GetUtcNow(),
            Channel: request.Channel, Address: request.Place?.Address, Against: request.Against);
        return TypedResults.Ok(Deciding.Decide(standing.Value, question).Record(question));
    }
}
