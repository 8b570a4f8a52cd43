using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Finds pairs of equally specific rules that can hold for the same case but name different leads.</summary>
/// <remarks>
/// Two rules without a common word are not a conflict: few texts contain words of both, and those cases are left to the
/// centre.
/// </remarks>
sealed class RuleConflicts
{
    readonly Dictionary<MatterId, MatterRow> matters;
    readonly Dictionary<int, RuleRow> rivals = [];

    public RuleConflicts(CatalogueRows rows, Dictionary<MatterId, MatterRow> matters)
    {
        this.matters = matters;
        var places = ByCode.Of(rows.Jurisdictions, j => j.Code);
        var ranked = rows.Rules.Select((rule, row) => (Rule: rule, Row: row, Rank: RuleIndex.Specificity(
            rule, rule.Matter is { } m ? matters.GetValueOrDefault(m)?.Level ?? 0 : 0,
            rule.Jurisdiction is { } p && places.TryGetValue(p, out var place) ? 1 + (int)place.Level : 0))).ToList();
        var alike = ranked.ToLookup(r => (r.Rank, r.Rule.Matter));
        // Two rules can hold for one case only if their matters are the same or one is a group above the other.
        foreach (var one in ranked)
        {
            foreach (var other in WithAncestors(one.Rule.Matter).SelectMany(matter => alike[(one.Rank, matter)]))
            {
                if (other.Rule.Lead != one.Rule.Lead && Overlap(one.Rule, other.Rule))
                    rivals.TryAdd(Math.Max(one.Row, other.Row), one.Row > other.Row ? other.Rule : one.Rule);
            }
        }
    }

    /// <summary>The rule in an earlier row that conflicts with the one in this row, if any.</summary>
    public RuleRow? Rival(int row) => rivals.GetValueOrDefault(row);

    // The matter and the groups above it, then null for rules without a matter.
    IEnumerable<MatterId?> WithAncestors(MatterId? matter)
    {
        var most = MatterRow.Leaf;
        for (var at = matter; at is not null && most-- > 0; at = matters.GetValueOrDefault(at.Value)?.Parent)
            yield return at;
        yield return null;
    }

    /// <summary>True if both rules can hold for one case; their matters are compared by the caller.</summary>
    static bool Overlap(RuleRow one, RuleRow other) =>
        Nested(one.Jurisdiction, other.Jurisdiction)
        && (one.Kind is null || other.Kind is null || one.Kind == other.Kind)
        && (one.Urgency is null || other.Urgency is null || one.Urgency == other.Urgency)
        && (one.Channel is null || other.Channel is null || one.Channel == other.Channel)
        && (one.Words is not { Count: > 0 } || other.Words is not { Count: > 0 }
            || one.Words.Intersect(other.Words).Any())
        && (one.From ?? DateOnly.MinValue) <= (other.Until ?? DateOnly.MaxValue)
        && (other.From ?? DateOnly.MinValue) <= (one.Until ?? DateOnly.MaxValue);

    static bool Nested(JurisdictionId? one, JurisdictionId? other) =>
        one is not { } a || other is not { } b || a.Value.StartsWith(b.Value, StringComparison.Ordinal)
        || b.Value.StartsWith(a.Value, StringComparison.Ordinal);
}
