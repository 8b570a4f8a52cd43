namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>A name found in an address.</summary>
/// <param name="From">The position of its first character.</param>
/// <param name="To">The position after its last character.</param>
/// <param name="Variant">How the spelling in the address differs from the name.</param>
public readonly record struct NameMatch(int From, int To, PlaceName Name, SpellingVariant Variant)
{
    public int Length => To - From;
}

/// <summary>Finds all names in an address, including those that differ by one spelling variant.</summary>
/// <remarks>
/// Uses symmetric deletion: texts that differ by one extra, missing or replaced character, or by two swapped ones,
/// become equal if at most one character is deleted from each. So each name is stored under its own hash and under the
/// hashes of all its single-character deletions. Every window of an address is looked up the same way with a rolling
/// hash, and each hit is then compared character by character.
/// </remarks>
public sealed class NameIndex
{
    const ulong Base = 1_000_003;

    /// <summary>Variants of shorter names would match everywhere.</summary>
    const int ShortestWithVariants = 3;

    const int Longest = 20;
    const int LongestWithVariants = 10;

    readonly Dictionary<ulong, PlaceName> exact = [];
    readonly Dictionary<ulong, PlaceName[]> near;
    // For each first character, a bit set of the lengths of names that begin with it.
    readonly ulong[] lengthsByFirst = new ulong[1 << 16];
    readonly ulong[] powers = new ulong[Longest + 2];

    public NameIndex(IReadOnlyList<PlaceName> names)
    {
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * Base;
        var byHash = new Dictionary<ulong, List<PlaceName>>();
        Span<ulong> hashes = stackalloc ulong[Longest + 1];
        foreach (var name in names.Where(n => n.Text.Length <= Longest))
        {
            Hash(name.Text, hashes);
            var length = name.Text.Length;
            exact[hashes[length]] = name;
            lengthsByFirst[name.Text[0]] |= 1UL << length;
            if (length is < ShortestWithVariants or > LongestWithVariants)
                continue;
            Add(byHash, hashes[length], name);
            for (var skip = 0; skip < length; skip++)
                Add(byHash, Without(hashes, 0, length, skip), name);
        }
        near = byHash.ToDictionary(u => u.Key, u => u.Value.ToArray());
    }

    /// <summary>Names that occur exactly, except those inside a longer name that also occurs.</summary>
    public List<NameMatch> Exact(string text)
    {
        var hashes = PrefixHashes(text);
        var found = new List<NameMatch>();
        for (var at = 0; at < text.Length; at++)
        {
            var lengths = lengthsByFirst[text[at]];
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

    /// <summary>Names that occur with exactly one spelling variant.</summary>
    public List<NameMatch> Near(string text)
    {
        var hashes = PrefixHashes(text);
        var found = new Dictionary<(int, int, PlaceName), NameMatch>();
        for (var at = 0; at + 2 <= text.Length; at++)
        {
            for (var length = 2; length <= Math.Min(LongestWithVariants + 1, text.Length - at); length++)
            {
                AddMatches(text, at, length, Window(hashes, at, length), found);
                if (length == 2 && exact.TryGetValue((text[at + 1] * Base) + text[at], out var swapped)
                    && swapped.Text.Length == 2 && swapped.Text[0] == text[at + 1] && swapped.Text[1] == text[at]
                    && text[at] != text[at + 1])
                    found[(at, length, swapped)] = new(at, at + length, swapped, SpellingVariant.Swapped);
                for (var skip = 0; length > 2 && skip < length; skip++)
                    AddMatches(text, at, length, Without(hashes, at, length, skip), found);
            }
        }
        return [.. found.Values];
    }

    void AddMatches(string text, int at, int length, ulong hash, Dictionary<(int, int, PlaceName), NameMatch> found)
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

    static void Add(Dictionary<ulong, List<PlaceName>> byHash, ulong hash, PlaceName name)
    {
        if (!byHash.TryGetValue(hash, out var list))
            byHash[hash] = list = new(1);
        if (list.Count == 0 || list[^1] != name)
            list.Add(name);
    }

    static ulong[] PrefixHashes(string text)
    {
        var hashes = new ulong[text.Length + 1];
        Hash(text, hashes);
        return hashes;
    }

    // Fills in the hash of each prefix, beginning with the empty one.
    static void Hash(string text, Span<ulong> hashes)
    {
        hashes[0] = 0;
        for (var i = 0; i < text.Length; i++)
            hashes[i + 1] = (hashes[i] * Base) + text[i];
    }

    // The hash of the substring at this position.
    ulong Window(ReadOnlySpan<ulong> prefixes, int at, int length) =>
        prefixes[at + length] - (prefixes[at] * powers[length]);

    // The hash of that substring with one character deleted.
    ulong Without(ReadOnlySpan<ulong> prefixes, int at, int length, int skip)
    {
        var left = Window(prefixes, at, skip);
        var right = Window(prefixes, at + skip + 1, length - skip - 1);
        return (left * powers[length - skip - 1]) + right;
    }
}
