using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Announcements;

/// <summary>
/// Routing tells the other services which organisations and matters are in force: whenever that changes, when a service
/// asks that knows none, and when the administrator wants it told again.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/>, both lists whole in one event: nobody ever holds half a list or must
/// collect parts. A county's 422 organisations and 400 matters are some 120 kB, a city of ten counties 1 MB; the broker
/// takes 16 MB.
/// </remarks>
public static class AnnounceCatalogue
{
    sealed record Told(int Version, int Organisations, int Matters);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/announcements", Handle)
        .Allow(Roles.Admin)
        .Produces(StatusCodes.Status204NoContent);

    static async Task<IResult> Handle(Actor actor, Database database, CancellationToken cancel)
    {
        await database.Do(work => Tell(work, actor.ToActedBy(), again: true), cancel);
        return TypedResults.NoContent();
    }

    /// <summary>A service asks that has learnt nothing yet.</summary>
    public static Task Asked(AnnouncementAsked asked, Work work) =>
        asked.What == Announcement.Catalogue ? Tell(work, ActedBy.System, again: true) : Task.CompletedTask;

    /// <summary>Tells what is in force, unless that was told before and nobody wants it again.</summary>
    internal static async Task Tell(Work work, ActedBy by, bool again = false)
    {
        var told = (await work.Find<Told>(Lock, null))!;
        var versions = (await work.Find<CatalogueVersions>(InForce, new { work.Now }))!;
        if (!again && (told.Organisations, told.Matters) == (versions.Organisations, versions.Matters))
            return;
        var organisations = await work.List<OrganisationRow>(
            CatalogueSql.Select(CatalogueLists.Organisations), new { version = versions.Organisations });
        var matters = await work.List<MatterRow>(
            CatalogueSql.Select(CatalogueLists.Matters), new { version = versions.Matters });
        var version = told.Version + 1;
        work.Later(Save, new { version, organisations = versions.Organisations, matters = versions.Matters });
        work.Publish(new CataloguePublished(
            work.Head(version, by), versions.Organisations,
            [.. organisations.Select(o => new CatalogueOrganisation(
                o.Code, o.Name, o.Kind, o.Level, o.Jurisdiction, o.Parent))],
            versions.Matters, [.. matters.Select(m => new CatalogueMatter(m.Code, m.Name, m.Level, m.Parent))]));
    }

    // The lock makes another instance wait and then see what this one has told.
    const string Lock = "select version, organisations, matters from catalogue_announcement for update";

    const string InForce = CatalogueSql.Versions + " where effective_from <= @Now";

    const string Save =
        "update catalogue_announcement set version = @version, organisations = @organisations, matters = @matters";
}
