namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Lists the drafts of the caller's jurisdiction, the most recently changed first.</summary>
public static class ListDrafts
{
    /// <summary>The status of a draft: 编制中, 已发布, 已作废.</summary>
    public enum DraftStatus { Open, Published, Discarded }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Page<DraftItem>>();

    static async Task<IResult> Handle(
        EnumParameter<DraftStatus>? status, Paging paging, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<DraftItem>(Sql, new
        {
            status = status?.ToString(), actor.Scope, paging.Take,
            before = paging.After(0) is null ? "infinity" : TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [TimeCursor.Of(row.ChangedAt), row.Id.ToString()]));
    }

    const string Sql = DraftItem.Select + """
         where d.jurisdiction like @Scope and (@status::text is null or d.status = @status)
          and (d.changed_at, d.id) < (@before::timestamptz, @id)
        order by d.changed_at desc, d.id desc
        limit @Take
        """;
}
