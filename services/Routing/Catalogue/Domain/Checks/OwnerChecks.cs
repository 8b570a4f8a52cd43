using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Checks that the owner named by a duty or rule is listed, and that the shield allows it (减负).</summary>
static class OwnerChecks
{
    /// <param name="owner">An organisation's code, or one of <see cref="PlaceRule"/>.</param>
    /// <param name="matters">The matters that the owner would handle.</param>
    public static void Of<T>(
        Findings<T> findings, int row, string field, string owner, TicketRole role, IEnumerable<MatterRow> matters,
        Dictionary<OrganisationId, OrganisationRow> organisations) where T : class
    {
        var level = LevelOf(owner);
        if (!PlaceRule.Is(owner))
        {
            if (!organisations.TryGetValue(new(owner), out var listed))
            {
                findings.Unknown(row, field, owner);
                return;
            }
            level = listed.Level;
        }
        if (level is not { } at || matters.FirstOrDefault(m => Shield.Forbids(m, At(at), role)) is not { } matter)
            return;
        findings.Add(row, field, "shield",
            $"“{matter.Name}”最低由{matter.Lowest!.Value.Chinese()}办理，不得列给更低层级（为基层减负）",
            $"{matter.Name} may not be handled at so low a level");
    }

    static Level? LevelOf(string rule) => rule switch
    {
        PlaceRule.Township => Level.Township,
        PlaceRule.Village => Level.Village,
        _ => null,
    };

    static OrganisationRow At(Level level) => new(default, "", default, level, default, null);
}
