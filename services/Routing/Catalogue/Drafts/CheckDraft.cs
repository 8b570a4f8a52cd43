using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Checks a draft (校核) and lists everything that prevents it from being published.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>.</remarks>
public static class CheckDraft
{
    const int MostShown = 500;

    /// <param name="Count">The number of all findings.</param>
    /// <param name="Findings">The faults in the lists as the draft would make them, 500 at most.</param>
    /// <param name="Outdated">Rows that have been published differently since the draft changed them.</param>
    public sealed record Answer(int Count, IReadOnlyList<Finding> Findings, IReadOnlyList<RowChange> Outdated)
    {
        /// <summary>True if nothing prevents publishing.</summary>
        public bool Sound => Count == 0 && Outdated.Count == 0;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts/{draftId}/check", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        DraftId draftId, Actor actor, Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await DraftRows.Find(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var newest = await CatalogueStore.Newest(work, current.Value.Rows);
            return await Of(work, newest, await DraftRows.Changes(work, draftId));
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    internal static async Task<Answer> Of(Work work, CatalogueRows newest, IReadOnlyList<CatalogueChange> changes)
    {
        List<Finding> findings =
            [.. CatalogueChecks.All(Draft.Apply(newest, changes)), .. await StillNeeded(work, newest, changes)];
        return new(
            findings.Count, [.. findings.Take(MostShown)],
            [.. Draft.Difference(newest, changes).Where(c => c.Outdated)]);
    }

    // An organisation with open tickets cannot be removed, or its cases would belong to nobody.
    static async Task<IEnumerable<Finding>> StillNeeded(
        Work work, CatalogueRows newest, IReadOnlyList<CatalogueChange> changes)
    {
        var gone = changes.Where(c => c.List == "organisations" && c.Row is null).Select(c => c.Key).ToArray();
        if (gone.Length == 0)
            return [];
        return (await work.List<Holding>(HoldingTickets, new { gone })).Select(held => new Finding(
            "organisations", held.Organisation.Value,
            newest.Organisations.FirstOrDefault(o => o.Code == held.Organisation)?.Name, null, "open_tickets",
            $"还有{held.Tickets}张未办结的派遣单", $"It still has {held.Tickets} open tickets"));
    }

    sealed record Holding(OrganisationId Organisation, long Tickets);

    const string HoldingTickets = """
        select organisation, count(*) as tickets from ticket
        where organisation = any(@gone) and status not in ('returned', 'closed') group by organisation
        """;

    /// <summary>The refusal for lists with faults, which are in <c>details</c>.</summary>
    internal static Refusal Failed(IReadOnlyList<Finding> findings) => new(
        RefusalKind.Invalid, "check_failed", $"校核发现{findings.Count}处问题，请逐条改正后再发布。",
        $"The check found {findings.Count} faults; mend each and publish again.")
    { Details = findings.Take(MostShown).ToList() };
}
