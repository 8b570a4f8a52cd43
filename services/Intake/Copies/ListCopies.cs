using Dispatch.Intake.Cases;

namespace Dispatch.Intake.Copies;

/// <summary>
/// The cases of which the caller's organisation was sent a copy (抄送) because a township below it leads, newest first.
/// </summary>
/// <remarks>Source: 北京市接诉即办工作条例 §12.</remarks>
public static class ListCopies
{
    /// <param name="ReadAt">Null until somebody of the organisation has marked it as read.</param>
    public sealed record Item(CaseItem Case, DateTimeOffset CopiedAt, DateTimeOffset? ReadAt, string? ReadBy);

    sealed record Mark(CaseId CaseId, DateTimeOffset At, DateTimeOffset? ReadAt, string? ReadBy);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/copies", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director)
        .Produces<Page<Item>>();

    /// <param name="unread">Only those that nobody has read.</param>
    static async Task<IResult> Handle(
        bool? unread, Paging paging, Actor actor, NextActions next, Database database, Vault vault, TimeProvider clock,
        CancellationToken cancel)
    {
        var marks = await database.Read<Mark>(
            $"""
            select m.case_id, m.at, m.read_at, m.read_by
            from case_copy m
            join registered_case c on c.id = m.case_id
            where m.organisation = @Organisation and {Visibility.Cases.Sees(actor)}
                and (@after::uuid is null or m.case_id < @after) {(unread is true ? "and m.read_at is null" : "")}
            order by m.case_id desc
            limit @Take
            """,
            new { actor.Organisation, actor.Scope, after = paging.AfterId, paging.Take }, cancel);
        var cases = (await database.Read<CaseRow>(
            Select, new { actor.Organisation, ids = marks.Select(m => m.CaseId.Value).ToArray() }, cancel))
            .ToDictionary(c => c.Id);
        var reader = new CaseReader(actor, next, vault, clock.GetUtcNow());
        return TypedResults.Ok(paging.Page(
            [.. marks.Select(m => new Item(cases[m.CaseId].Item(reader), m.At, m.ReadAt, m.ReadBy))],
            last => [last.Case.Id.ToString()]));
    }

    const string Select = $"""
        select {CaseRow.Columns}
        from registered_case c
        join case_progress p on p.case_id = c.id
        join petitioner w on w.case_id = c.id
        where c.id = any(@ids)
        """;
}
