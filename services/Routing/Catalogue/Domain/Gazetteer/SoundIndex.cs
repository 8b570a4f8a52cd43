namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Finds the names of divisions that sound like what is written, however many characters differ.</summary>
/// <remarks>Who types what he hears, or speaks to a machine, may get each character of a name wrong: 装弯 is 庄湾.
/// </remarks>
public sealed class SoundIndex
{
    const int Longest = 8;

    /// <summary>Of so many ways in which a name can be read.</summary>
    const int Ways = 16;

    readonly Dictionary<ulong, PlaceName[]> names;

    public SoundIndex(IEnumerable<PlaceName> all)
    {
        var under = new Dictionary<ulong, List<PlaceName>>();
        Span<ulong> keys = stackalloc ulong[Ways];
        foreach (var name in all.Where(n => n.Text.Length <= Longest
            && n.Meant.Any(m => m.IsDivision && m.Level is Level.Township or Level.Village)))
        {
            keys[0] = 0;
            var count = 1;
            foreach (var sign in name.Text)
                count = Extend(keys, count, sign);
            foreach (var key in keys[..count])
            {
                if (!under.TryGetValue(key, out var list))
                    under[key] = list = new(1);
                if (!list.Contains(name))
                    list.Add(name);
            }
        }
        names = under.ToDictionary(u => u.Key, u => u.Value.ToArray());
    }

    /// <summary>Names that sound the same; not those of three or more characters with one variant.</summary>
    public IEnumerable<NameMatch> Find(string text)
    {
        var found = new List<NameMatch>();
        Span<ulong> keys = stackalloc ulong[Ways];
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
                        Keep(found, text, at, to + 1, some);
                }
            }
        }
        return found;
    }

    static void Keep(List<NameMatch> found, string text, int from, int to, PlaceName[] names)
    {
        foreach (var name in names)
        {
            if (name.Text.Length != to - from)
                continue;
            var (others, alike) = (0, true);
            for (var i = 0; i < name.Text.Length && alike; i++)
            {
                if (text[from + i] == name.Text[i])
                    continue;
                others++;
                alike = Sounds.SoundAlike(text[from + i], name.Text[i]);
            }
            if (alike && others > (name.Text.Length > 2 ? 1 : 0)
                && !found.Exists(f => f.From == from && f.To == to && f.Name == name))
                found.Add(new(from, to, name, others == 1 ? SpellingVariant.Sound : SpellingVariant.Sounds));
        }
    }

    // A character that is in no table sounds only like itself; a name with a digit or a letter is not looked up so.
    static int Extend(Span<ulong> keys, int count, char sign)
    {
        const ulong prime = 1_000_003;
        if (count == 0 || !AddressText.IsHan(sign))
            return 0;
        var readings = Sounds.Of(sign);
        var ways = Math.Max(1, Math.Min(readings.Length, Ways / count));
        for (var way = ways - 1; way >= 0; way--)
        {
            var number = readings.Length > 0 ? (ulong)readings[way] : 10_000UL + sign;
            for (var i = 0; i < count; i++)
                keys[(way * count) + i] = (keys[i] * prime) + number;
        }
        return count * ways;
    }
}
