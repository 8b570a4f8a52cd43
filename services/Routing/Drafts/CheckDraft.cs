using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Domain.Checking;
using Dispatch.Routing.Domain.Lists;

namespace Dispatch.Routing.Drafts;

/// <summary>An editor has a draft checked (校核): everything that would keep it from being published is named.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>.</remarks>
public static class CheckDraft
{
    const int Most = 500;

    /// <param name="Findings">What is wrong with the lists as they would stand; the first five hundred.</param>
    /// <param name="Outdated">Rows that somebody else has changed meanwhile.</param>
    public sealed record Answer(int Count, IReadOnlyList<Finding> Findings, IReadOnlyList<RowChange> Outdated)
    {
        public bool Sound => Count == 0 && Outdated.Count == 0;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts/{draftId}/check", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(DraftId draftId, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await DraftRows.Find(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            return Of(await CatalogueStore.Newest(work), await DraftRows.Changes(work, draftId));
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    internal static Answer Of(CatalogueRows newest, IReadOnlyList<CatalogueChange> changes)
    {
        var findings = CatalogueChecks.All(Draft.Apply(newest, changes));
        return new(
            findings.Count, [.. findings.Take(Most)], [.. Draft.Difference(newest, changes).Where(c => c.Outdated)]);
    }

    /// <summary>The refusal of lists that cannot stand, with what is wrong in <c>details</c>.</summary>
    internal static Refusal Failed(IReadOnlyList<Finding> findings) => new(
        RefusalKind.Invalid, "check_failed", $"校核发现{findings.Count}处问题，请逐条改正后再发布。",
        $"The check found {findings.Count} faults; mend each and publish again.")
    { Details = findings.Take(Most).ToList() };
}
