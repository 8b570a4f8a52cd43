using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;
using Dispatch.Intake.Petitioners;
using Dispatch.Intake.Search.Domain;

namespace Dispatch.Intake.Search;

/// <summary>
/// Looks up cases, newest first: by number, telephone, words, status, matter or time, within the caller's scope.
/// </summary>
public static class ListCases
{
    /// <param name="Unrated">Only what its petitioner has called solved and may still rate (待评价).</param>
    public sealed record Filter(
        EnumParameter<CaseStatus>? Status, MatterId? Matter, [property: StringLength(24)] string? Phone,
        [property: StringLength(100)] string? Q, DateTimeOffset? From, DateTimeOffset? To, bool? Unrated = null);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases", Handle)
        .Allow(Visibility.Readers)
        .Produces<Page<CaseItem>>();

    static async Task<IResult> Handle(
        [AsParameters] Filter filter, Paging paging, Actor actor, NextActions next, Database database, Vault vault,
        TimeProvider clock, CancellationToken cancel)
    {
        // A number answers at once, however it was typed; anything else that is typed is words.
        var byNumber = CaseNumber.TryParse(filter.Q, null, out var number);
        var words = byNumber || string.IsNullOrWhiteSpace(filter.Q) ? null : SearchTerms.Query(filter.Q);
        if (!byNumber && words is null && !string.IsNullOrWhiteSpace(filter.Q))
            return TypedResults.Ok(new Page<CaseItem>([], null));

        var search = words is null ? CaseQuery.Search.None
            : await CaseQuery.HowToSearch(database, words, filter, actor, paging, cancel);
        var rows = await database.Read<CaseRow>(CaseQuery.Of(filter, byNumber, search, actor), new
        {
            actor.Scope,
            actor.Organisation,
            actor.Account,
            status = filter.Status?.ToString(),
            matter = filter.Matter?.Value,
            phone = filter.Phone is null ? null : Contact.Index(vault, filter.Phone),
            number = number.Value,
            words,
            from = filter.From?.ToUniversalTime(),
            to = filter.To?.ToUniversalTime(),
            after = paging.AfterId,
            take = paging.Take,
            archivedAfter = clock.GetUtcNow() - Case.RatingWindow,
        }, cancel);
        var reader = new CaseReader(actor, next, vault, clock.GetUtcNow());
        return TypedResults.Ok(paging.Page([.. rows.Select(row => row.Item(reader))], item => [item.Id.ToString()]));
    }
}
