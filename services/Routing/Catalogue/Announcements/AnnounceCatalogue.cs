using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Announcements;

/// <summary>
/// Tells the other services which organisations and matters are in force: whenever that changes, when a service asks
/// because it has none yet, and when the administrator asks for a repeat.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/> with both whole lists in one event, so that no service ever holds half a
/// list. A county's 422 organisations and 400 matters are about 120 kB, a city of ten counties about 1 MB; the broker
/// accepts 16 MB.
/// </remarks>
public static class AnnounceCatalogue
{
    sealed record Announced(int Version, int Organisations, int Matters);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/announcements", Handle)
        .Allow(Roles.Admin)
        .Produces(StatusCodes.Status204NoContent);

    static async Task<IResult> Handle(Actor actor, Database database, CancellationToken cancel)
    {
        await database.Do(work => Announce(work, actor.ToActedBy(), again: true), cancel);
        return TypedResults.NoContent();
    }

    /// <summary>Answers a service that has no catalogue yet; ignores requests for anything else.</summary>
    public static Task Asked(AnnouncementAsked asked, Work work) =>
        asked.What == Announcement.Catalogue ? Announce(work, ActedBy.System, again: true) : Task.CompletedTask;

    /// <summary>Publishes what is in force, unless these versions have already been announced.</summary>
    /// <param name="again">Publish even if they have.</param>
    internal static async Task Announce(Work work, ActedBy by, bool again = false)
    {
        var last = (await work.Find<Announced>(Lock, null))!;
        var versions = (await work.Find<CatalogueVersions>(InForce, new { work.Now }))!;
        if (!again && (last.Organisations, last.Matters) == (versions.Organisations, versions.Matters))
            return;
        var organisations = await work.List<OrganisationRow>(
            CatalogueSql.Select(CatalogueLists.Organisations), new { version = versions.Organisations });
        var matters = await work.List<MatterRow>(
            CatalogueSql.Select(CatalogueLists.Matters), new { version = versions.Matters });
        var version = last.Version + 1;
        work.Later(Save, new { version, organisations = versions.Organisations, matters = versions.Matters });
        work.Publish(new CataloguePublished(
            work.Head(version, by), versions.Organisations,
            [.. organisations.Select(o => new CatalogueOrganisation(
                o.Code, o.Name, o.Kind, o.Level, o.Jurisdiction, o.Parent))],
            versions.Matters, [.. matters.Select(m => new CatalogueMatter(m.Code, m.Name, m.Level, m.Parent))]));
    }

    // The row lock makes another instance wait and then see what this one has announced.
    const string Lock = "select version, organisations, matters from catalogue_announcement for update";

    const string InForce = CatalogueSql.Versions + " where effective_from <= @Now";

    const string Save =
        "update catalogue_announcement set version = @version, organisations = @organisations, matters = @matters";
}
