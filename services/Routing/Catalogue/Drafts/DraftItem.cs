namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>A draft as shown in a list.</summary>
/// <param name="Status"><c>open</c>, <c>published</c> or <c>discarded</c>.</param>
/// <param name="By">The name of whoever started it.</param>
/// <param name="Changes">How many rows it changes.</param>
public sealed record DraftItem(
    DraftId Id, string Name, string Why, string Status, string By, DateTimeOffset At, DateTimeOffset ChangedAt,
    DateTimeOffset? ClosedAt, string? ClosedBy, long Changes)
{
    internal const string Select = """
        select d.id, d.name, d.why, d.status, d.by_name as "by", d.at, d.changed_at, d.closed_at, d.closed_by,
               (select count(*) from catalogue_change c where c.draft_id = d.id) as changes
        from catalogue_draft d
        """;
}
