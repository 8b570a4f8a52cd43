using Dispatch.Intake.Petitioners;
using Dispatch.Intake.Search.Domain;

namespace Dispatch.Intake.Duplicates;

/// <summary>
/// While the operator types: the caller's earlier cases, and which of them this report probably repeats.
/// </summary>
/// <remarks>
/// Only what the operator or grid worker may see and find by telephone (<see cref="Visibility"/>). A repeat with no
/// new fact gets the progress told, not a new case (北京市接诉即办工作条例 §11).
/// </remarks>
public static class SuggestDuplicates
{
    const double Likely = 0.25;
    static readonly TimeSpan Period = TimeSpan.FromDays(90);

    public sealed record Filter([property: StringLength(8000)] string? Text,
        [property: StringLength(24)] string? Phone);

    /// <param name="Score">0 to 1, how much the texts have in common.</param>
    public sealed record Earlier(
        CaseNumber Number, CaseStatus Status, string Text, string? LeadOrganisationName, DateTimeOffset RegisteredAt,
        double Score, IReadOnlyList<Reason> Reasons);

    /// <param name="History">The caller's cases, newest first, at most 20.</param>
    /// <param name="Duplicates">Those that are still open and resemble the text, likeliest first.</param>
    public sealed record Suggestions(IReadOnlyList<Earlier> History, IReadOnlyList<Earlier> Duplicates);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/suggestions", Handle)
        .Allow(Roles.Operator, Roles.GridWorker)
        .Produces<Suggestions>();

    sealed record Row(CaseNumber Number, CaseStatus Status, string Text, string? LeadOrganisationName,
        DateTimeOffset RegisteredAt);

    static async Task<IResult> Handle(
        [AsParameters] Filter filter, Actor actor, Database database, Vault vault, TimeProvider clock,
        CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(filter.Phone))
            return TypedResults.Ok(new Suggestions([], []));
        var rows = await database.Read<Row>(Load(actor), new
        {
            phone = Contact.Index(vault, filter.Phone), actor.Scope, actor.Organisation,
            since = clock.GetUtcNow() - Period,
        }, cancel);
        var words = SearchTerms.Of(filter.Text ?? "");
        var history = rows.Select(row => Compare(row, words)).ToList();
        return TypedResults.Ok(new Suggestions(
            history,
            [.. history.Where(h => h.Score >= Likely && h.Status is not (CaseStatus.Archived or CaseStatus.Withdrawn))
                .OrderByDescending(h => h.Score)]));
    }

    static Earlier Compare(Row row, HashSet<string> words)
    {
        var score = Math.Round(SearchTerms.Likeness(words, SearchTerms.Of(row.Text)), 2);
        List<Reason> reasons = [new("same_caller", "同一来电号码的历史诉求。")];
        if (score >= Likely)
            reasons.Add(new("alike", $"与本次反映内容相似度{score:P0}。"));
        return new(row.Number, row.Status, row.Text.Length <= 120 ? row.Text : row.Text[..120] + "…",
            row.LeadOrganisationName, row.RegisteredAt, score, reasons);
    }

    static string Load(Actor actor) => $"""
        select c.number, p.status, c.text, p.lead_organisation_name, c.registered_at
        from petitioner w
        join registered_case c on c.id = w.case_id
        join case_progress p on p.case_id = c.id
        where {Visibility.FoundByPhone(actor)} and {Visibility.Cases.Sees(actor)} and c.registered_at >= @since
        order by w.case_id desc
        limit 20
        """;
}
