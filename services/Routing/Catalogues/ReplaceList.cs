using System.Text.Json;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Catalogues;

/// <summary>A whole list of the catalogue as it is to stand from a day on.</summary>
/// <param name="EffectiveFrom">The day, in China's time; at once when absent or past.</param>
/// <param name="Why">The document or the event that changes it.</param>
public sealed record Replacement<T>(
    [property: Required, MaxLength(200_000)] IReadOnlyList<T> Items,
    DateOnly? EffectiveFrom,
    [property: Required, StringLength(200, MinimumLength = 2)] string Why);

/// <summary>What a list has become.</summary>
public sealed record Replaced(int Version, int Count);

/// <summary>
/// What replacing any of the four lists has in common: one transaction, checked against the newest other lists.
/// </summary>
static class ReplaceList
{
    const int MostBytes = 32 << 20;
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string list, Delegate handle) => routes
        .MapPut("/" + list, handle)
        .Allow(Roles.Admin)
        .Produces<Replaced>()
        .Refuses(RefusalKind.Invalid)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes));

    public static async Task<IResult> Handle<T>(
        string list, Replacement<T> request, Func<CatalogueRows, Refusal?> check, string insert, Actor actor,
        Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        var result = await database.Transact<Replaced>(async work =>
        {
            await work.Execute(Lock, null);
            var versions = (await work.Find<CatalogueVersions>(CatalogueSql.Versions, null))!;
            if (check(await Newest(work, versions)) is { } refusal)
                return refusal;

            var from = request.EffectiveFrom is { } day
                ? new DateTimeOffset(day, TimeOnly.MinValue, China).ToUniversalTime()
                : work.Now;
            var version = 1 + Latest(versions);
            await work.Execute(InsertVersion, new
            {
                version, list, from = from < work.Now ? work.Now : from, request.Why, actor.Account, actor.Name,
                work.Now,
                count = request.Items.Count,
            });
            await work.Execute(insert, new
            {
                version,
                items = JsonSerializer.Serialize(request.Items, ContractJson.Options)
            });
            return new Replaced(version, request.Items.Count);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    static int Latest(CatalogueVersions of) => Enumerable.Max(
        [of.Jurisdictions, of.Organisations, of.Matters, of.Duties, of.Rules, of.Rosters, of.Places]);

    static async Task<CatalogueRows> Newest(Work work, CatalogueVersions versions) => new(
        versions,
        await work.List<JurisdictionRow>(CatalogueSql.Jurisdictions, new { version = versions.Jurisdictions }),
        await work.List<OrganisationRow>(CatalogueSql.Organisations, new { version = versions.Organisations }),
        await work.List<MatterRow>(CatalogueSql.Matters, new { version = versions.Matters }),
        await work.List<DutyRow>(CatalogueSql.Duties, new { version = versions.Duties }),
        await work.List<RuleRow>(CatalogueSql.Rules, new { version = versions.Rules }),
        await work.List<RosterRow>(CatalogueSql.Rosters, new { version = versions.Rosters }),
        await work.List<PlaceRow>(CatalogueSql.Places, new { version = versions.Places }));

    // Two administrators at once: the second waits, and is checked against what the first has left.
    const string Lock = "lock table catalogue_version in share row exclusive mode";

    const string InsertVersion = """
        insert into catalogue_version (version, list, effective_from, why, by_account, by_name, at, count)
        values (@version, @list, @from, @Why, @Account, @Name, @Now, @count)
        """;
}
