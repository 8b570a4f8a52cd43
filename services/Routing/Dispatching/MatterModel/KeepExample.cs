using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>Keeps a case as a training example once people have confirmed its matter.</summary>
/// <remarks>The text needs no scrubbing: that was done when the case was registered.</remarks>
static class KeepExample
{
    /// <summary>
    /// For an archived case: kept when its lead has replied, which confirms the matter. An earlier ruling stands.
    /// </summary>
    public static Task Confirmed(Work work, RoutedCase of) => of.Matter is not { } matter ? Task.CompletedTask
        : work.Execute(InsertConfirmed, new { of.CaseId, of.Text, matter, work.Now });

    /// <summary>For a case whose matter an arbiter has ruled on; replaces an example that was kept before.</summary>
    public static Task Ruled(Work work, RoutedCase of, MatterRow matter) =>
        work.Execute(InsertRuled, new { of.CaseId, of.Text, matter = matter.Code, work.Now });

    const string InsertConfirmed = """
        insert into matter_example (text, matter, source, case_id, at)
        select @Text, @matter, 'confirmed', @CaseId, @Now
        where exists (
            select from ticket where case_id = @CaseId and role = 'lead' and replied_at is not null)
        on conflict (case_id) do nothing
        """;

    const string InsertRuled = """
        insert into matter_example (text, matter, source, case_id, at)
        values (@Text, @matter, 'ruled', @CaseId, @Now)
        on conflict (case_id) do update set matter = excluded.matter, source = 'ruled', at = excluded.at
        """;
}
