namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Finds townships and villages whose names sound like the text, however many characters differ.</summary>
/// <remarks>
/// Someone who types by ear, or a speech recogniser, may get every character of a name wrong: 装弯 for 庄湾.
/// </remarks>
public sealed class SoundIndex
{
    const int Longest = 8;

    /// <summary>At most this many readings of a name are indexed, since many characters have several.</summary>
    const int MaxReadings = 16;

    readonly Dictionary<ulong, PlaceName[]> names;

    public SoundIndex(IEnumerable<PlaceName> all)
    {
        var byKey = new Dictionary<ulong, List<PlaceName>>();
        Span<ulong> keys = stackalloc ulong[MaxReadings];
        foreach (var name in all.Where(n => n.Text.Length <= Longest
            && n.Meant.Any(m => m.IsDivision && m.Level is Level.Township or Level.Village)))
        {
            keys[0] = 0;
            var count = 1;
            foreach (var character in name.Text)
                count = Extend(keys, count, character);
            foreach (var key in keys[..count])
            {
                if (!byKey.TryGetValue(key, out var list))
                    byKey[key] = list = new(1);
                if (!list.Contains(name))
                    list.Add(name);
            }
        }
        names = byKey.ToDictionary(u => u.Key, u => u.Value.ToArray());
    }

    /// <summary>
    /// Names that sound like a part of the text but differ from it. A name of three or more characters must differ in
    /// at least two of them, since <see cref="NameIndex"/> finds the others.
    /// </summary>
    public IEnumerable<NameMatch> Find(string text)
    {
        var found = new List<NameMatch>();
        Span<ulong> keys = stackalloc ulong[MaxReadings];
        for (var at = 0; at + 2 <= text.Length; at++)
        {
            keys[0] = 0;
            var count = 1;
            for (var to = at; to < Math.Min(text.Length, at + Longest) && count > 0; to++)
            {
                count = Extend(keys, count, text[to]);
                for (var i = 0; i < count && to > at; i++)
                {
                    if (names.TryGetValue(keys[i], out var some))
                        AddMatches(found, text, at, to + 1, some);
                }
            }
        }
        return found;
    }

    static void AddMatches(List<NameMatch> found, string text, int from, int to, PlaceName[] names)
    {
        foreach (var name in names)
        {
            if (name.Text.Length != to - from)
                continue;
            var (different, alike) = (0, true);
            for (var i = 0; i < name.Text.Length && alike; i++)
            {
                if (text[from + i] == name.Text[i])
                    continue;
                different++;
                alike = Sounds.SoundAlike(text[from + i], name.Text[i]);
            }
            if (alike && different > (name.Text.Length > 2 ? 1 : 0)
                && !found.Exists(f => f.From == from && f.To == to && f.Name == name))
                found.Add(new(from, to, name, different == 1 ? SpellingVariant.Sound : SpellingVariant.Sounds));
        }
    }

    // Extends each key by each reading of a character, and returns the new number of keys. A character without a known
    // reading sounds only like itself; 0 if it is not Chinese, since a name with digits or letters has no key.
    static int Extend(Span<ulong> keys, int count, char character)
    {
        const ulong prime = 1_000_003;
        if (count == 0 || !AddressText.IsHan(character))
            return 0;
        var readings = Sounds.Of(character);
        var ways = Math.Max(1, Math.Min(readings.Length, MaxReadings / count));
        for (var way = ways - 1; way >= 0; way--)
        {
            var number = readings.Length > 0 ? (ulong)readings[way] : 10_000UL + character;
            for (var i = 0; i < count; i++)
                keys[(way * count) + i] = (keys[i] * prime) + number;
        }
        return count * ways;
    }
}
