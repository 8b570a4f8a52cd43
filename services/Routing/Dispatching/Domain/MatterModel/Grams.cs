using System.Runtime.InteropServices;
using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>The features of a text: its character n-grams of one to three Chinese characters.</summary>
/// <remarks>
/// White space, the commonest stop words and codes in place of a place name ("A市", "A3区") are skipped, so that a text
/// and its bare word list give nearly the same n-grams. An n-gram is packed into 64 bits, sixteen for each character,
/// so that it can be read back; bit 48 marks one that begins in the opening of the text.
/// </remarks>
public static class Grams
{
    /// <summary>A character and its index in the text.</summary>
    public readonly record struct Character(char Value, int Position);

    const int Longest = 3;

    // Single characters from common stop word lists.
    const string Stops = "的了是在和就都也有被我你他她它们这那吗呢吧啊与及或等很不没把对从到为以而又";

    /// <summary>The length of the opening in kept characters: a title, or the start of the first sentence.</summary>
    const int Opening = 20;

    const int LongestInOpening = 2;

    const ulong InOpening = 1UL << 48;

    const string PlaceWords = "市区县";

    /// <summary>All n-grams in the order of the text, with repetitions.</summary>
    public static List<ulong> Of(string text)
    {
        var kept = Kept(text);
        return [.. Enumerable.Range(0, kept.Count).SelectMany(at => At(kept, at))];
    }

    /// <summary>The n-grams that begin at this index of <paramref name="kept"/>, the shortest first.</summary>
    public static IEnumerable<ulong> At(IReadOnlyList<Character> kept, int at)
    {
        var gram = 0UL;
        for (var i = at; i < Math.Min(at + Longest, kept.Count) && kept[i].Value != '\0'; i++)
            yield return gram = (gram << 16) | kept[i].Value;
    }

    /// <summary>
    /// The term frequency of each n-gram. Those of one or two characters that begin in the opening count once more as
    /// features of their own: people say there what it is about, so the same word tells more there, or something else.
    /// </summary>
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

    /// <summary>The n-gram without the mark of the opening.</summary>
    public static ulong Anywhere(ulong gram) => gram & ~InOpening;

    /// <summary>The characters of an n-gram.</summary>
    public static string Read(ulong gram)
    {
        Span<char> word = stackalloc char[Longest];
        var at = Longest;
        for (gram = Anywhere(gram); gram != 0; gram >>= 16)
            word[--at] = (char)(gram & 0xffff);
        return new(word[at..]);
    }

    /// <summary>
    /// The characters that n-grams are made of. A zero character is a break, such as punctuation or a number, that no
    /// n-gram crosses.
    /// </summary>
    public static IReadOnlyList<Character> Kept(string text)
    {
        var kept = new List<Character>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var c = HalfWidth(text[at]);
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

    static char HalfWidth(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c;

    /// <summary>The index after a run of letters and digits that begins at <paramref name="start"/>.</summary>
    /// <param name="place">
    /// True for one capital letter with only digits after it, which stands for a place; a 市, 区 or 县 after it is then
    /// part of the run.
    /// </param>
    static int AfterCode(string text, int start, out bool place)
    {
        var end = start + 1;
        place = char.IsAsciiLetterUpper(HalfWidth(text[start]));
        for (; end < text.Length && char.IsAsciiLetterOrDigit(HalfWidth(text[end])); end++)
            place &= char.IsAsciiDigit(HalfWidth(text[end]));
        if (!place)
            return end;
        var next = end;
        while (next < text.Length && text[next] == ' ')
            next++;
        return next < text.Length && PlaceWords.Contains(text[next]) ? next + 1 : end;
    }
}
