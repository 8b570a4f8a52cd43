using System.Text.Json;
using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>A whole list of the catalogue, to take effect on a day.</summary>
/// <param name="EffectiveFrom">The first day in force, in China's time; now if absent or past.</param>
/// <param name="Why">The document or event that is the reason.</param>
public sealed record Replacement<T>(
    [property: Required, MaxLength(200_000)] IReadOnlyList<T> Items,
    DateOnly? EffectiveFrom,
    [property: Required, StringLength(200, MinimumLength = 2)] string Why);

/// <summary>The new version of a replaced list.</summary>
/// <param name="Count">How many rows it has.</param>
public sealed record Replaced(int Version, int Count);

/// <summary>
/// The administrator replaces a whole list (<c>PUT /jurisdictions</c>, <c>/organisations</c>, <c>/matters</c>,
/// <c>/duties</c>, <c>/rules</c>, <c>/rosters</c>, <c>/places</c>, <c>/one-things</c>, <c>/responsibilities</c>). It is
/// checked against the newest version of the others.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/> if a list in force changes that the other services learn.
/// Refuses with the code of the first finding, such as <c>unknown_reference</c>, <c>lead_missing</c> or <c>shield</c>.
/// <c>owner_in_use</c> means that an organisation is missing that still has a duty or leads by a rule. Duties of a
/// removed matter have no effect; cases of a new leaf stay undecided until a duty names its lead.
/// </remarks>
public static class ReplaceList
{
    const int MaxBytes = 32 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, CatalogueLists.Jurisdictions);
        Map(routes, CatalogueLists.Organisations);
        Map(routes, CatalogueLists.Matters);
        Map(routes, CatalogueLists.Duties);
        Map(routes, CatalogueLists.Rules);
        Map(routes, CatalogueLists.Rosters);
        Map(routes, CatalogueLists.Places);
        Map(routes, CatalogueLists.OneThings);
        Map(routes, CatalogueLists.Responsibilities);
    }

    static void Map<T>(IEndpointRouteBuilder routes, CatalogueList<T> list) where T : class => routes
        .MapPut("/" + JsonNamingPolicy.KebabCaseLower.ConvertName(list.Name), (
            Replacement<T> request, Actor actor, Database database, CurrentCatalogue current,
            CancellationToken cancel) => Handle(list, request, actor, database, current, cancel))
        .WithName("Replace" + char.ToUpperInvariant(list.Name[0]) + list.Name[1..])
        .Allow(Roles.Admin)
        .Produces<Replaced>()
        .Refuses(RefusalKind.Invalid)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes));

    static async Task<IResult> Handle<T>(
        CatalogueList<T> list, Replacement<T> request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel) where T : class
    {
        var result = await database.Transact<Replaced>(async work =>
        {
            var after = list.With(await CatalogueStore.Locked(work, current.Value.Rows), request.Items);
            if (CatalogueChecks.Replacing(list, after) is { } refusal)
                return refusal;
            var how = Publication.On(request.EffectiveFrom, request.Why, actor, work.Now);
            // A version that waits for a later day is the whole list: this change would be lost on that day.
            if (await CatalogueStore.LaterWaits(work, [list], how.From) is { } later)
                return later;
            var written = await CatalogueStore.Write(work, list, after, how);
            await AnnounceCatalogue.Announce(work, actor.ToActedBy());
            return new Replaced(list.VersionIn(written.Versions), request.Items.Count);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(TypedResults.Ok);
    }
}
