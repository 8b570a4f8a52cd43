namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>A name that was found in an address.</summary>
/// <param name="To">The position after its last character.</param>
public readonly record struct NameMatch(int From, int To, PlaceName Name, SpellingVariant Variant)
{
    public int Length => To - From;
}

/// <summary>Finds all names in an address, also those that are written with one variant.</summary>
/// <remarks>
/// A name and what is written differ by one variant only if both are the same after one character is left out of either
/// or both: so each name is kept under itself and under itself without each of its characters. All windows of an
/// address are looked up by rolling hashes; what is found is then compared in truth.
/// </remarks>
public sealed class NameIndex
{
    const ulong Base = 1_000_003;

    /// <summary>Shorter names would be found everywhere.</summary>
    const int LeastForSlips = 3;

    const int Longest = 20;
    const int LongestWithSlips = 10;

    readonly Dictionary<ulong, PlaceName> exact = [];
    readonly Dictionary<ulong, PlaceName[]> near;
    readonly ulong[] lengthsBySign = new ulong[1 << 16];
    readonly ulong[] powers = new ulong[Longest + 2];

    public NameIndex(IReadOnlyList<PlaceName> names)
    {
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * Base;
        var under = new Dictionary<ulong, List<PlaceName>>();
        Span<ulong> hashes = stackalloc ulong[Longest + 1];
        foreach (var name in names.Where(n => n.Text.Length <= Longest))
        {
            Hash(name.Text, hashes);
            var length = name.Text.Length;
            exact[hashes[length]] = name;
            lengthsBySign[name.Text[0]] |= 1UL << length;
            if (length is < LeastForSlips or > LongestWithSlips)
                continue;
            Keep(under, hashes[length], name);
            for (var skip = 0; skip < length; skip++)
                Keep(under, Without(hashes, 0, length, skip), name);
        }
        near = under.ToDictionary(u => u.Key, u => u.Value.ToArray());
    }

    /// <summary>Every name that stands there exactly, and none that stands within a longer one.</summary>
    public List<NameMatch> Exact(string text)
    {
        var hashes = Prefixes(text);
        var found = new List<NameMatch>();
        for (var at = 0; at < text.Length; at++)
        {
            var lengths = lengthsBySign[text[at]];
            for (var length = Math.Min(Longest, text.Length - at); length > 1; length--)
            {
                if ((lengths >> length & 1) != 0 && exact.TryGetValue(Window(hashes, at, length), out var name)
                    && text.AsSpan(at, length).SequenceEqual(name.Text))
                    found.Add(new(at, at + length, name, SpellingVariant.None));
            }
        }
        found.RemoveAll(f => found.Exists(o => o.Length > f.Length && o.From <= f.From && f.To <= o.To));
        return found;
    }

    /// <summary>Names that stand there with one variant.</summary>
    public List<NameMatch> Near(string text)
    {
        var hashes = Prefixes(text);
        var found = new Dictionary<(int, int, PlaceName), NameMatch>();
        for (var at = 0; at + 2 <= text.Length; at++)
        {
            for (var length = 2; length <= Math.Min(LongestWithSlips + 1, text.Length - at); length++)
            {
                Look(text, at, length, Window(hashes, at, length), found);
                if (length == 2 && exact.TryGetValue((text[at + 1] * Base) + text[at], out var turned)
                    && turned.Text.Length == 2 && turned.Text[0] == text[at + 1] && turned.Text[1] == text[at]
                    && text[at] != text[at + 1])
                    found[(at, length, turned)] = new(at, at + length, turned, SpellingVariant.Swapped);
                for (var skip = 0; length > 2 && skip < length; skip++)
                    Look(text, at, length, Without(hashes, at, length, skip), found);
            }
        }
        return [.. found.Values];
    }

    void Look(string text, int at, int length, ulong hash, Dictionary<(int, int, PlaceName), NameMatch> found)
    {
        if (!near.TryGetValue(hash, out var names))
            return;
        foreach (var name in names)
        {
            if (!found.ContainsKey((at, length, name))
                && SpellingVariants.Between(text.AsSpan(at, length), name.Text, name.Core) is { } variant
                    and not SpellingVariant.None
                && (name.Core > 1 || variant == SpellingVariant.Sound))
                found[(at, length, name)] = new(at, at + length, name, variant);
        }
    }

    static void Keep(Dictionary<ulong, List<PlaceName>> under, ulong hash, PlaceName name)
    {
        if (!under.TryGetValue(hash, out var list))
            under[hash] = list = new(1);
        if (list.Count == 0 || list[^1] != name)
            list.Add(name);
    }

    static ulong[] Prefixes(string text)
    {
        var hashes = new ulong[text.Length + 1];
        Hash(text, hashes);
        return hashes;
    }

    static void Hash(string text, Span<ulong> hashes)
    {
        hashes[0] = 0;
        for (var i = 0; i < text.Length; i++)
            hashes[i + 1] = (hashes[i] * Base) + text[i];
    }

    ulong Window(ReadOnlySpan<ulong> prefixes, int at, int length) =>
        prefixes[at + length] - (prefixes[at] * powers[length]);

    ulong Without(ReadOnlySpan<ulong> prefixes, int at, int length, int skip)
    {
        var left = Window(prefixes, at, skip);
        var right = Window(prefixes, at + skip + 1, length - skip - 1);
        return (left * powers[length - skip - 1]) + right;
    }
}
