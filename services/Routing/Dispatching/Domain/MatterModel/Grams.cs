using System.Runtime.InteropServices;
using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>The runs of one to three Chinese characters in a text, by which it is compared with others.</summary>
/// <remarks>
/// A text and its words with spaces between and stop words left out give nearly the same runs: spaces and the commonest
/// stop words are passed over, and so are codes that stand for a place's name ("A市", "A3区"). A gram is its characters,
/// sixteen bits each, so that it can be read again; one bit more says that it stands in the opening.
/// </remarks>
public static class Grams
{
    /// <summary>A character and where in the text it stands.</summary>
    public readonly record struct Character(char Value, int Position);

    const int Longest = 3;

    // Single characters that word lists leave out: they say nothing about the matter.
    const string Stops = "的了是在和就都也有被我你他她它们这那吗呢吧啊与及或等很不没把对从到为以而又";

    /// <summary>Characters that a title or the beginning of a first sentence has.</summary>
    const int Opening = 20;

    const int LongestInOpening = 2;

    const ulong InOpening = 1UL << 48;

    const string PlaceWords = "市区县";

    /// <summary>All runs in the order of the text; a run occurs as often as the text has it.</summary>
    public static List<ulong> Of(string text)
    {
        var kept = Kept(text);
        return [.. Enumerable.Range(0, kept.Count).SelectMany(at => At(kept, at))];
    }

    /// <summary>The runs that begin there, the shortest first.</summary>
    public static IEnumerable<ulong> At(IReadOnlyList<Character> kept, int at)
    {
        var gram = 0UL;
        for (var i = at; i < Math.Min(at + Longest, kept.Count) && kept[i].Value != '\0'; i++)
            yield return gram = (gram << 16) | kept[i].Value;
    }

    /// <summary>How often each run occurs, and once more as another gram how often in the opening: people say there
    /// what it is about, so that the same word tells more there, or something else.</summary>
    public static Dictionary<ulong, int> Counted(string text)
    {
        var counts = new Dictionary<ulong, int>();
        var kept = Kept(text);
        for (var at = 0; at < kept.Count; at++)
        {
            foreach (var gram in At(kept, at))
                Count(counts, gram);
            if (at < Opening)
            {
                foreach (var gram in At(kept, at).Take(LongestInOpening))
                    Count(counts, gram | InOpening);
            }
        }
        return counts;
    }

    /// <summary>The run itself, wherever it stands.</summary>
    public static ulong Anywhere(ulong gram) => gram & ~InOpening;

    /// <summary>The characters of a run.</summary>
    public static string Read(ulong gram)
    {
        Span<char> word = stackalloc char[Longest];
        var at = Longest;
        for (gram = Anywhere(gram); gram != 0; gram >>= 16)
            word[--at] = (char)(gram & 0xffff);
        return new(word[at..]);
    }

    /// <summary>What of a text is compared; a zero is a break that no run crosses.</summary>
    public static IReadOnlyList<Character> Kept(string text)
    {
        var kept = new List<Character>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var c = Narrow(text[at]);
            if (c is >= '\u4e00' and <= '\u9fff')
            {
                if (!Stops.Contains(c))
                    kept.Add(new(c, at));
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                at = AfterCode(text, at, out var place) - 1;
                if (!place)
                    kept.Add(new('\0', at));
            }
            else if (!char.IsWhiteSpace(c))
            {
                kept.Add(new('\0', at));
            }
        }
        return kept;
    }

    static void Count(Dictionary<ulong, int> counts, ulong gram) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _)++;

    // Full width letters and digits are meant as the plain ones.
    static char Narrow(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c;

    static int AfterCode(string text, int start, out bool place)
    {
        var end = start + 1;
        place = char.IsAsciiLetterUpper(Narrow(text[start]));
        for (; end < text.Length && char.IsAsciiLetterOrDigit(Narrow(text[end])); end++)
            place &= char.IsAsciiDigit(Narrow(text[end]));
        if (!place)
            return end;
        var next = end;
        while (next < text.Length && text[next] == ' ')
            next++;
        return next < text.Length && PlaceWords.Contains(text[next]) ? next + 1 : end;
    }
}
