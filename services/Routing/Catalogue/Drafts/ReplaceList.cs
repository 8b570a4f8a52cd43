using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Routing.Catalogue.Drafts;

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
/// The administrator puts a whole list in the place of another (<c>PUT /jurisdictions</c>, <c>/organisations</c>,
/// <c>/matters</c>, <c>/duties</c>, <c>/rules</c>, <c>/rosters</c>, <c>/places</c>), checked against the newest others.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/>.
/// Refuses with the code of the first finding, such as <c>unknown_reference</c>, <c>lead_missing</c>, <c>shield</c>
/// (国办函66号: a department's matter is not put upon a township or village), and with <c>owner_in_use</c>. Duties of a
/// matter that is gone lapse; a new leaf is undecided until the duties name its lead.
/// </remarks>
public static class ReplaceList
{
    const int MostBytes = 32 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, CatalogueLists.Jurisdictions);
        Map(routes, CatalogueLists.Organisations);
        Map(routes, CatalogueLists.Matters);
        Map(routes, CatalogueLists.Duties);
        Map(routes, CatalogueLists.Rules);
        Map(routes, CatalogueLists.Rosters);
        Map(routes, CatalogueLists.Places);
    }

    static void Map<T>(IEndpointRouteBuilder routes, CatalogueList<T> list) where T : class => routes
        .MapPut("/" + list.Name, (Replacement<T> request, Actor actor, Database database, CurrentCatalogue current,
            CancellationToken cancel) => Handle(list, request, actor, database, current, cancel))
        .WithName("Replace" + char.ToUpperInvariant(list.Name[0]) + list.Name[1..])
        .Allow(Roles.Admin)
        .Produces<Replaced>()
        .Refuses(RefusalKind.Invalid)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

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
            var written = await CatalogueStore.Write(work, list, after, how);
            await AnnounceCatalogue.Tell(work, actor.ToActedBy());
            return new Replaced(list.VersionIn(written.Versions), request.Items.Count);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(TypedResults.Ok);
    }
}
