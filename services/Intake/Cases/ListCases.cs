using Dispatch.Intake.Domain;
using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>
/// Looks up cases, newest first: by number, telephone, words, status, matter or time, within the caller's scope.
/// </summary>
public static class ListCases
{
    public sealed record Filter(
        EnumParameter<CaseStatus>? Status, MatterId? Matter, [property: StringLength(24)] string? Phone,
        [property: StringLength(100)] string? Q, DateTimeOffset? From, DateTimeOffset? To);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases", Handle)
        .Allow(CaseVisibility.Readers)
        .Produces<Page<CaseItem>>();

    static async Task<IResult> Handle(
        [AsParameters] Filter filter, Paging paging, Actor actor, Database database, Vault vault,
        CancellationToken cancel)
    {
        // A number answers at once, however it was typed; anything else that is typed is words.
        var byNumber = CaseNumber.TryParse(filter.Q, null, out var number);
        var words = byNumber || string.IsNullOrWhiteSpace(filter.Q) ? null : Words.Query(filter.Q);
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
        }, cancel);
        return TypedResults.Ok(paging.Page([.. rows.Select(row => row.Item(vault))], item => [item.Id.ToString()]));
    }
}
