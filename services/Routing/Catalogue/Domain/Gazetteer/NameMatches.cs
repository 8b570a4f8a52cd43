using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>All that an address may name, exactly, with a variant or by its sound, each with its weight.</summary>
public sealed class NameMatches(IReadOnlyList<PlaceName> names)
{
    readonly NameIndex index = new(names);
    readonly SoundIndex sounds = new(names);

    public List<Weighed> Weigh(string text, JurisdictionId? within)
    {
        var exact = index.Exact(text);
        var near = index.Near(text).Concat(sounds.Find(text))
            .Where(n => !exact.Exists(e => e.From < n.To && n.From < e.To && Explains(text, e, n)));
        List<NameMatch> all = [.. exact, .. near];
        return
        [
            .. all.Select(s => (At: s, Meant: Inside(s.Name.Meant, within))).Where(s => s.Meant.Count > 0)
                .Select(s => Weighed.Of(text, s.At, s.Meant, all)).OrderBy(w => w.At.To),
        ];
    }

    // What stands there exactly is no variant of another name, unless that sounds the same; nor of its own longer form.
    static bool Explains(string text, NameMatch exact, NameMatch near)
    {
        if (exact.From <= near.From && near.To <= exact.To
            && (exact.Length > near.Length || near.Variant is not (SpellingVariant.Sound or SpellingVariant.Swapped)))
            return true;
        var own = near.Name.Meant.All(m => exact.Name.Meant.Any(o => o.Code == m.Code));
        if (near.Variant is not (SpellingVariant.Missing or SpellingVariant.Other or SpellingVariant.Extra))
            return own && exact.Length >= near.Name.Text.Length;
        // 中小学 in 红中小学 begins within another name; 臭水小学 is no 清水小学 where there is 臭水.
        var at = near.From + near.Name.Text.AsSpan().CommonPrefixLength(text.AsSpan(near.From));
        return (own && exact.Length >= near.Name.Core)
            || (exact.From < near.From && near.From < exact.To && near.Variant != SpellingVariant.Extra)
            || (near.Variant == SpellingVariant.Other && exact.From <= near.From && at < exact.To);
    }

    static IReadOnlyList<Meant> Inside(IReadOnlyList<Meant> meant, JurisdictionId? within) =>
        within is not { } place || meant.All(m => JurisdictionTree.Nested(m.Code, place)) ? meant
            : [.. meant.Where(m => JurisdictionTree.Nested(m.Code, place))];
}
