using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Precedents;

/// <summary>Lists the precedents (先例), the newest first.</summary>
/// <remarks>
/// An organisation sees those that name it, everybody else those of their jurisdiction. Nobody sees one from a case
/// that complains of their own organisation or one above it. The administrator, who may read no case, gets them without
/// the text. The search by words scans the whole table, which grows by a few thousand rows a year.
/// </remarks>
public static class ListPrecedents
{
    public sealed record Item(
        Precedent Precedent, string MatterName, string OrganisationName, string FromName, bool InForce);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/precedents", Handle)
        .Allow(
            Roles.Arbiter, Roles.Dispatcher, Roles.Director, Roles.Handler, Roles.Head, Roles.Leader, Roles.Auditor,
            Roles.Admin)
        .Produces<Page<Item>>();

    /// <param name="q">Words from the text of the case or from the grounds.</param>
    /// <param name="live">True: only those in force.</param>
    static async Task<IResult> Handle(
        string? q, MatterId? matter, OrganisationId? organisation, bool? live, Paging paging, Actor actor,
        Database database, CurrentCatalogue current, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await database.Read<Precedent>(
            $"""
            select {Precedent.Columns}
            from precedent p
            where (p.ruled_at, p.id) < (@before::timestamptz, @id) and {Sees(actor)}
                {(matter is null ? "" : "and p.matter = @matter")}
                {(organisation is null ? "" : "and p.organisation = @wanted")}
                {(live == true ? "and p.withdrawn_at is null and p.valid_from <= @now and p.valid_until > @now" : "")}
                {(string.IsNullOrWhiteSpace(q) ? "" : $"and position(@q in {Searched(actor)}) > 0")}
            order by p.ruled_at desc, p.id desc
            limit @Take
            """,
            new
            {
                before = paging.After(0) is null ? "infinity" : TimeCursor.Time(paging), now,
                id = paging.AfterId ?? LargestId, matter, wanted = organisation, q = q?.Trim(),
                actor.Organisation, actor.Scope, paging.Take,
            },
            cancel);
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(p => Named(actor.Role == Roles.Admin ? p with { Text = "" } : p, current.Value, now))],
            last => [TimeCursor.Of(last.Precedent.RuledAt), last.Precedent.Id.ToString()]));
    }

    internal static Item Named(Precedent p, CatalogueIndex catalogue, DateTimeOffset now) => new(
        p, catalogue.Matter(p.Matter)?.Name ?? p.Matter.Value,
        catalogue.Organisation(p.Organisation)?.Name ?? p.Organisation.Value,
        catalogue.Organisation(p.From)?.Name ?? p.From.Value, p.InForce(now));

    static readonly CaseVisibility Visibility = Dispatching.Visibility.Of("p") with
    {
        InHands = "(p.organisation = @Organisation or p.from_organisation = @Organisation)",
    };

    // The administrator keeps the lists, which precedents contradict.
    static string Sees(Actor actor) =>
        actor.Role == Roles.Admin ? Visibility.SeenInJurisdiction : Visibility.Sees(actor);

    static string Searched(Actor actor) => actor.Role == Roles.Admin ? "p.grounds" : "p.text || p.grounds";

    static readonly Guid LargestId = new("ffffffff-ffff-ffff-ffff-ffffffffffff");
}
