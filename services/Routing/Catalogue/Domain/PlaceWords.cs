using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>
/// Finds the parts of a text that only say where it happened: someone bitten by a dog at the old bus station complains
/// about the dog, not about buses.
/// </summary>
public sealed class PlaceWords
{
    /// <summary>Text and address often share two characters by chance.</summary>
    const int ShortestShared = 3;

    static readonly string[] LocationSuffixes =
    [
        "门口", "大门", "附近", "旁边", "对面", "旁", "隔壁", "后面", "前面", "背后", "周边", "一带", "东侧", "西侧", "南侧", "北侧",
        "东边", "西边", "南边", "北边", "路口", "楼下", "院内", "院里", "里面", "斜对", "边上", "十字",
    ];

    // True for entries of the gazetteer, false for jurisdictions and organisations.
    readonly WordIndex<bool> names;

    public PlaceWords(CatalogueRows rows) => names = new(
        rows.Places.SelectMany(p => (p.Aliases ?? []).Append(p.Name).Select(word => (word, true)))
            .Concat(rows.Jurisdictions.SelectMany(j => (j.Aliases ?? []).Append(j.Name).Select(word => (word, false))))
            .Concat(rows.Organisations.SelectMany(o => (o.Aliases ?? []).Append(o.Name).Select(word => (word, false))))
            .Where(w => w.word.Length > 1)
            .DistinctBy(w => w.word, StringComparer.Ordinal));

    /// <param name="address">The address registered with the case, if any.</param>
    /// <returns>For each character of the text, whether it belongs to an address; null if none does.</returns>
    public bool[]? In(string text, string? address)
    {
        bool[]? mask = null;
        if (address is { Length: >= ShortestShared })
        {
            for (var at = 0; at + ShortestShared <= text.Length;)
            {
                var length = LongestCommon(text.AsSpan(at), address);
                if (length >= ShortestShared)
                    Set(ref mask, text, at, length);
                at += length >= ShortestShared ? length : 1;
            }
        }
        foreach (var (at, word, landmark) in names.In(text))
        {
            if (IsLocation(text, at, word.Length, landmark))
                Set(ref mask, text, at, word.Length);
        }
        return mask;
    }

    /// <summary>
    /// True if the word that ends here is followed by something that makes it a location, such as 门口 or 对面.
    /// </summary>
    /// <param name="end">The position after the word's last character.</param>
    public static bool Followed(string text, int end) =>
        Array.Exists(LocationSuffixes, suffix => text.AsSpan(end).StartsWith(suffix, StringComparison.Ordinal));

    // 在 before a landmark means the same as 旁边 after it; before an organisation it may say who acts.
    static bool IsLocation(string text, int at, int length, bool landmark) =>
        Followed(text, at + length) || (landmark && at > 0 && text[at - 1] is '在' or '到' or '于');

    // The length of the longest prefix of the rest of the text that occurs in the address.
    static int LongestCommon(ReadOnlySpan<char> rest, string address)
    {
        var best = 0;
        for (var from = 0; from + Math.Max(best + 1, ShortestShared) <= address.Length; from++)
            best = Math.Max(best, rest.CommonPrefixLength(address.AsSpan(from)));
        return best;
    }

    static void Set(ref bool[]? mask, string text, int at, int length)
    {
        mask ??= new bool[text.Length];
        mask.AsSpan(at, length).Fill(true);
    }
}
