using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Finds and weighs the names in an address: exact, with a spelling variant, or by sound.</summary>
public sealed class NameMatches(IReadOnlyList<PlaceName> names)
{
    readonly NameIndex index = new(names);
    readonly SoundIndex sounds = new(names);

    /// <summary>The names found in the text, ordered by where they end.</summary>
    /// <param name="within">Leaves out meanings elsewhere, and names that mean nothing here; null for anywhere.</param>
    public List<Weighed> Weigh(string text, JurisdictionId? within)
    {
        var exact = index.Exact(text);
        var near = index.Near(text).Concat(sounds.Find(text))
            .Where(n => !exact.Exists(e => e.From < n.To && n.From < e.To && Explains(text, e, n)));
        List<NameMatch> all = [.. exact, .. near];
        return
        [
            .. all.Select(s => (At: s, Meant: Within(s.Name.Meant, within))).Where(s => s.Meant.Count > 0)
                .Select(s => Weighed.Of(text, s.At, s.Meant, all)).OrderBy(w => w.At.To),
        ];
    }

    // True if an exact match makes an overlapping near match implausible. Text that is exactly one name is no variant
    // of another, unless that sounds the same, nor of a longer form of the same name.
    static bool Explains(string text, NameMatch exact, NameMatch near)
    {
        if (exact.From <= near.From && near.To <= exact.To
            && (exact.Length > near.Length || near.Variant is not (SpellingVariant.Sound or SpellingVariant.Swapped)))
            return true;
        var own = near.Name.Meant.All(m => exact.Name.Meant.Any(o => o.Code == m.Code));
        if (near.Variant is not (SpellingVariant.Missing or SpellingVariant.Other or SpellingVariant.Extra))
            return own && exact.Length >= near.Name.Text.Length;
        // Within 红中小学, 中小学 begins inside another name; 臭水小学 is not 清水小学 if 臭水 is listed.
        var firstDifference = near.From + near.Name.Text.AsSpan().CommonPrefixLength(text.AsSpan(near.From));
        return (own && exact.Length >= near.Name.Core)
            || (exact.From < near.From && near.From < exact.To && near.Variant != SpellingVariant.Extra)
            || (near.Variant == SpellingVariant.Other && exact.From <= near.From
                && firstDifference < exact.To);
    }

    static IReadOnlyList<Meant> Within(IReadOnlyList<Meant> meant, JurisdictionId? within) =>
        within is not { } place || meant.All(m => JurisdictionTree.Nested(m.Code, place)) ? meant
            : [.. meant.Where(m => JurisdictionTree.Nested(m.Code, place))];
}
