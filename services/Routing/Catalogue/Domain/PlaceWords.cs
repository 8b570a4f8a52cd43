using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>
/// The parts of a text that only say where it happened: who is bitten by a dog at the old bus station complains of the
/// dog, not of the buses.
/// </summary>
public sealed class PlaceWords
{
    /// <summary>A shorter part that text and address share is no sign of the address.</summary>
    const int Shared = 3;

    static readonly string[] Uses =
    [
        "门口", "大门", "附近", "旁边", "对面", "旁", "隔壁", "后面", "前面", "背后", "周边", "一带", "东侧", "西侧", "南侧", "北侧",
        "东边", "西边", "南边", "北边", "路口", "楼下", "院内", "院里", "里面", "斜对", "边上", "十字",
    ];

    readonly WordIndex<bool> names;

    public PlaceWords(CatalogueRows rows) => names = new(
        rows.Places.SelectMany(p => (p.Aliases ?? []).Append(p.Name).Select(word => (word, true)))
            .Concat(rows.Jurisdictions.SelectMany(j => (j.Aliases ?? []).Append(j.Name).Select(word => (word, false))))
            .Concat(rows.Organisations.SelectMany(o => (o.Aliases ?? []).Append(o.Name).Select(word => (word, false))))
            .Where(w => w.word.Length > 1)
            .DistinctBy(w => w.word, StringComparer.Ordinal));

    /// <returns>For each character whether it belongs to an address; null when none does.</returns>
    public bool[]? In(string text, string? address)
    {
        bool[]? mask = null;
        if (address is { Length: >= Shared })
        {
            for (var at = 0; at + Shared <= text.Length;)
            {
                var length = Common(text.AsSpan(at), address);
                if (length >= Shared)
                    Set(ref mask, text, at, length);
                at += length >= Shared ? length : 1;
            }
        }
        foreach (var (at, word, landmark) in names.In(text))
        {
            if (Used(text, at, word.Length, landmark))
                Set(ref mask, text, at, word.Length);
        }
        return mask;
    }

    /// <summary>Whether a word at this position is followed by what makes it a place: 门口, 对面 …</summary>
    public static bool Followed(string text, int end) =>
        Array.Exists(Uses, use => text.AsSpan(end).StartsWith(use, StringComparison.Ordinal));

    // "在" before the name of a landmark says the same as "旁边" after it; before an organisation it may say who acts.
    static bool Used(string text, int at, int length, bool landmark) =>
        Followed(text, at + length) || (landmark && at > 0 && text[at - 1] is '在' or '到' or '于');

    // The longest beginning of the rest of the text that stands anywhere in the address.
    static int Common(ReadOnlySpan<char> rest, string address)
    {
        var best = 0;
        for (var from = 0; from + Math.Max(best + 1, Shared) <= address.Length; from++)
            best = Math.Max(best, rest.CommonPrefixLength(address.AsSpan(from)));
        return best;
    }

    static void Set(ref bool[]? mask, string text, int at, int length)
    {
        mask ??= new bool[text.Length];
        mask.AsSpan(at, length).Fill(true);
    }
}
