using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Announcements;

/// <summary>
/// Tells the other services which organisations, matters, one-things and responsibilities are in force: whenever that
/// changes, when a service asks because it has none yet, and when the administrator asks for a repeat.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/> with all of these lists in one event, so that no service ever holds half
/// a list. A county's 422 organisations and 400 matters are about 120 kB, a city of ten counties about 1 MB; the broker
/// accepts 16 MB. A function that begins or ends on a later day stands in the list with its days, so that day needs no
/// event of its own.
/// </remarks>
public static class AnnounceCatalogue
{
    sealed record Announced(int Version, int Organisations, int Matters, int OneThings, int Responsibilities);

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
        if (!again && last with { Version = 0 } == new Announced(
            0, versions.Organisations, versions.Matters, versions.OneThings, versions.Responsibilities))
            return;
        var organisations = await Rows(CatalogueLists.Organisations);
        var matters = await Rows(CatalogueLists.Matters);
        var oneThings = await Rows(CatalogueLists.OneThings);
        var responsibilities = await Rows(CatalogueLists.Responsibilities);
        var version = last.Version + 1;
        work.Later(Save, new
        {
            version, organisations = versions.Organisations, matters = versions.Matters,
            oneThings = versions.OneThings, responsibilities = versions.Responsibilities,
        });
        work.Publish(new CataloguePublished(
            work.Head(version, by),
            versions.Organisations, [.. organisations.Select(Told)], versions.Matters, [.. matters.Select(Told)],
            versions.OneThings, [.. oneThings.Select(Told)],
            versions.Responsibilities, [.. responsibilities.Select(Told)]));

        Task<List<T>> Rows<T>(CatalogueList<T> list) where T : class =>
            work.List<T>(CatalogueSql.Select(list), new { version = list.VersionIn(versions) });
    }

    static CatalogueOrganisation Told(OrganisationRow o) =>
        new(o.Code, o.Name, o.Kind, o.Level, o.Jurisdiction, o.Parent);

    static CatalogueMatter Told(MatterRow m) => new(m.Code, m.Name, m.Level, m.Parent);

    static CatalogueOneThing Told(OneThingRow o) => new(
        o.Code, o.Name, o.Jurisdiction, o.Matters ?? [], o.Keywords ?? [], o.Lead, o.Assisting, o.Whistle, o.Basis);

    static CatalogueResponsibility Told(ResponsibilityRow r) => new(
        r.Function, r.Organisation, r.Jurisdiction, r.Account, r.Deputy, r.AbsentFrom, r.AbsentUntil, r.From, r.Until,
        r.Basis);

    // The row lock makes another instance wait and then see what this one has announced.
    const string Lock = """
        select version, organisations, matters, one_things, responsibilities from catalogue_announcement for update
        """;

    const string InForce = CatalogueSql.Versions + " where effective_from <= @Now";

    const string Save = """
        update catalogue_announcement
        set version = @version, organisations = @organisations, matters = @matters, one_things = @oneThings,
            responsibilities = @responsibilities
        """;
}
