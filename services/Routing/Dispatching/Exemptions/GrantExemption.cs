using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Exemptions;

/// <summary>
/// The centre's director grants an exemption from the grass-roots shield (减负例外) for a limited time, with the reason.
/// </summary>
/// <remarks>
/// It holds from the next decision on. Refuses with <c>unknown_matter</c>, <c>not_shielded</c>,
/// <c>not_grass_roots</c>, <c>exemption_too_wide</c>, <c>unknown_jurisdiction</c>, <c>outside_jurisdiction</c>,
/// <c>until_in_past</c>, <c>exemption_too_long</c>, <c>county_decides</c>,
/// <c>idempotency_key_reused</c>. Source: 国办函〔2024〕66号.
/// </remarks>
public static class GrantExemption
{
    /// <param name="Jurisdiction">Holds for cases in this jurisdiction; required when no organisation is named.</param>
    /// <param name="Organisation">Holds only for this township or village.</param>
    /// <param name="From">Absent or past: at once.</param>
    public sealed record Request(
        [property: Required] MatterId? Matter, JurisdictionId? Jurisdiction, OrganisationId? Organisation,
        [property: Required, StringLength(300, MinimumLength = 5)] string Reason, DateTimeOffset? From,
        [property: Required] DateTimeOffset? Until);

    public sealed record Granted(ExemptionId Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/shield/exemptions", Handle)
        .Allow(Roles.Director)
        .Produces<Granted>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Invalid, RefusalKind.Conflict, RefusalKind.Forbidden);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var catalogue = current.Value.Catalogue;
        var result = await database.Transact<Granted>(
            work => idempotency.Once<Request, Granted>(work, actor.Account, request, async () =>
            {
                var until = request.Until!.Value.ToUniversalTime();
                var from = request.From?.ToUniversalTime() is { } asked && asked > work.Now ? asked : work.Now;
                if (!ExemptionRules.Check(
                        catalogue, request.Matter!.Value, request.Jurisdiction, request.Organisation,
                        actor.Jurisdiction, from, until, work.Now).Accepted(out var scope, out var refusal))
                    return refusal;
                var id = ExemptionId.New();
                await work.Execute(Insert, new
                {
                    id, request.Matter, request.Jurisdiction, request.Organisation, scope,
                    reason = Scrubbing.Scrub(request.Reason.Trim()), actor.Account, actor.Name, work.Now, from, until,
                });
                return new Granted(id);
            }),
            cancel);
        await current.Refresh(cancel);
        return result.ToHttp(granted =>
            TypedResults.Created($"/api/routing/shield/exemptions/{granted.Id}", granted));
    }

    const string Insert = """
        insert into shield_exemption (id, matter, jurisdiction, organisation, scope, reason, granted_by,
            granted_by_name, granted_at, "from", until)
        values (@id, @Matter, @Jurisdiction, @Organisation, @scope, @reason, @Account, @Name, @Now, @from, @until)
        """;
}
