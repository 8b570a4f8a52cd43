using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>The centre decides whether a summoned department may stay away (免到裁定).</summary>
/// <remarks>
/// Publishes <see cref="SummonsRefusalRuled"/>. Refuses with <c>whistle_not_found</c>, <c>no_refusal_waits</c>,
/// <c>not_the_centre</c>, <c>lead_needed</c>, <c>summoned_already</c>, <c>unknown_organisation</c>.
/// </remarks>
public static class RuleRefusal
{
    /// <param name="Replacement">Who comes in its place; an excused lead needs one.</param>
    public sealed record Request(
        [property: Required] bool? Upheld,
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds, OrganisationId? Replacement);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/refusals/{organisation}/ruling", Handle)
        .Allow(Whistle.Rulers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        WhistleId whistleId, OrganisationId organisation, Request request, Actor actor, Database database,
        CurrentTerms current, CancellationToken cancel)
    {
        var terms = current.Value;
        var result = await database.Transact<Whistle>(async work =>
        {
            if (await StoredWhistle.Lock(work, whistleId, actor) is not { } whistle)
                return StoredWhistle.NotFound;
            KnownOrganisation? instead = null;
            if (request.Replacement is { } chosen)
            {
                if (!(await Addressed.Organisations(work, [chosen], whistle.Jurisdiction, "replacement"))
                    .Accepted(out var known, out var unknown))
                    return unknown;
                instead = known[0];
                if (await Addressed.StandsBack(work, whistle.Cases, known) is { } recused)
                    return recused;
            }
            if (!whistle.RuleRefusal(
                    organisation, request.Upheld!.Value, Scrubbing.Scrub(request.Grounds),
                    instead is null ? null : (instead.Id, instead.Name), actor, terms,
                    work.Head(whistle.Version + 1, actor.ToActedBy()))
                .Accepted(out var step, out var refusal))
                return refusal;
            await StoredWhistle.Save(work, step, terms);
            return step.Whistle;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
