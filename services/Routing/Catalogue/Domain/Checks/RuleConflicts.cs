using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Finds rules that are as specific as another one, can meet it, and name another lead.</summary>
/// <remarks>
/// Two rules with different words do not count as meeting: a text that holds both is rare, and is then left to the
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
        // Two can only meet where the matter of one is the other's, or a group above it.
        foreach (var one in ranked)
        {
            foreach (var other in Line(one.Rule.Matter).SelectMany(matter => alike[(one.Rank, matter)]))
            {
                if (other.Rule.Lead != one.Rule.Lead && Meet(one.Rule, other.Rule))
                    rivals.TryAdd(Math.Max(one.Row, other.Row), one.Row > other.Row ? other.Rule : one.Rule);
            }
        }
    }

    /// <summary>The rule in an earlier row that disagrees with the one in this row.</summary>
    public RuleRow? Rival(int row) => rivals.GetValueOrDefault(row);

    IEnumerable<MatterId?> Line(MatterId? matter)
    {
        var most = MatterRow.Leaf;
        for (var at = matter; at is not null && most-- > 0; at = matters.GetValueOrDefault(at.Value)?.Parent)
            yield return at;
        yield return null;
    }

    /// <summary>True when there can be a case for which both hold, on the same day.</summary>
    static bool Meet(RuleRow one, RuleRow other) =>
        Around(one.Jurisdiction, other.Jurisdiction)
        && (one.Kind is null || other.Kind is null || one.Kind == other.Kind)
        && (one.Urgency is null || other.Urgency is null || one.Urgency == other.Urgency)
        && (one.Channel is null || other.Channel is null || one.Channel == other.Channel)
        && (one.Words is not { Count: > 0 } || other.Words is not { Count: > 0 }
            || one.Words.Intersect(other.Words).Any())
        && (one.From ?? DateOnly.MinValue) <= (other.Until ?? DateOnly.MaxValue)
        && (other.From ?? DateOnly.MinValue) <= (one.Until ?? DateOnly.MaxValue);

    static bool Around(JurisdictionId? one, JurisdictionId? other) =>
        one is not { } a || other is not { } b || a.Value.StartsWith(b.Value, StringComparison.Ordinal)
        || b.Value.StartsWith(a.Value, StringComparison.Ordinal);
}
