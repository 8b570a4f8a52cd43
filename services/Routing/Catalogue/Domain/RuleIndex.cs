using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The facts of a case that a rule can test.</summary>
public sealed record RuleConditions(
    string Text, CaseKind Kind, Urgency Urgency, Channel? Channel, JurisdictionId Place);

/// <summary>All routing rules (派单规则), indexed by matter, jurisdiction and words so that few need testing.</summary>
public sealed class RuleIndex
{
    readonly Dictionary<(MatterId?, JurisdictionId?), RuleRow[]> withoutWords;
    readonly WordIndex<RuleRow> withWords;
    readonly Dictionary<RuleId, int> specificity;
    // The distinct lengths of the jurisdiction codes that rules name, to try only those prefixes of a place.
    readonly int[] codeLengths;

    public RuleIndex(CatalogueRows rows)
    {
        var matters = rows.Matters.ToDictionary(m => m.Code, m => m.Level);
        var places = rows.Jurisdictions.ToDictionary(j => j.Code, j => j.Level);
        specificity = rows.Rules.ToDictionary(r => r.Code, r => Specificity(
            r, r.Matter is { } matter ? matters.GetValueOrDefault(matter) : 0,
            r.Jurisdiction is { } place && places.TryGetValue(place, out var level) ? 1 + (int)level : 0));
        withoutWords = rows.Rules.Where(r => r.Words is not { Count: > 0 }).GroupBy(r => (r.Matter, r.Jurisdiction))
            .ToDictionary(g => g.Key, g => g.ToArray());
        codeLengths = [.. rows.Rules.Select(r => r.Jurisdiction?.Value.Length ?? 0).Where(l => l > 0).Distinct()];
        withWords = new(rows.Rules.SelectMany(r => (r.Words ?? []).Select(word => (word, r))));
    }

    /// <summary>
    /// How specific a rule is: ten points per condition, plus the level of its matter and of its jurisdiction.
    /// </summary>
    /// <param name="matterLevel">1 for a top group to 3 for a leaf; 0 if the rule names no matter.</param>
    /// <param name="placeLevel">1 for a city to 5 for a grid; 0 if the rule names no jurisdiction.</param>
    public static int Specificity(RuleRow rule, int matterLevel, int placeLevel) =>
        (10 * ((rule.Matter is null ? 0 : 1) + (rule.Jurisdiction is null ? 0 : 1) + (rule.Kind is null ? 0 : 1)
            + (rule.Urgency is null ? 0 : 1) + (rule.Channel is null ? 0 : 1) + (rule.Words is { Count: > 0 } ? 1 : 0)))
        + matterLevel + placeLevel;

    public int Specificity(RuleRow rule) => specificity[rule.Code];

    /// <summary>The rules whose conditions hold, most specific first; validity dates are not checked.</summary>
    /// <param name="matters">The matter and the groups above it; empty if the matter is not known.</param>
    public IReadOnlyList<RuleRow> For(IReadOnlyList<MatterId> matters, RuleConditions of)
    {
        if (specificity.Count == 0)
            return [];
        var found = new HashSet<RuleRow>(ReferenceEqualityComparer.Instance);
        var place = of.Place.Value;
        for (var i = -1; i < matters.Count; i++)
        {
            MatterId? matter = i < 0 ? null : matters[i];
            Add(matter, null);
            foreach (var length in codeLengths.Where(length => length <= place.Length))
                Add(matter, new(place[..length]));
        }
        foreach (var (_, _, rule) in withWords.In(of.Text))
        {
            if ((rule.Matter is not { } matter || matters.Contains(matter)) && Holds(rule, of)
                && (rule.Jurisdiction is not { } within || of.Place.IsWithin(within)))
                found.Add(rule);
        }
        return [.. found.OrderByDescending(Specificity).ThenBy(r => r.Code.Value, StringComparer.Ordinal)];

        void Add(MatterId? matter, JurisdictionId? within)
        {
            if (withoutWords.TryGetValue((matter, within), out var rules))
                found.UnionWith(rules.Where(rule => Holds(rule, of)));
        }
    }

    /// <summary>True if the rule's validity dates include this moment's day in China.</summary>
    public static bool InForce(RuleRow rule, DateTimeOffset at)
    {
        var today = ChinaTime.DayOf(at);
        return !(rule.From > today) && !(rule.Until < today);
    }

    static bool Holds(RuleRow rule, RuleConditions of) =>
        (rule.Kind is null || rule.Kind == of.Kind) && (rule.Urgency is null || rule.Urgency == of.Urgency)
        && (rule.Channel is null || rule.Channel == of.Channel);
}
