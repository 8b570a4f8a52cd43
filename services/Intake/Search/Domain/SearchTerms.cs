using System.Text;

namespace Dispatch.Intake.Search.Domain;

/// <summary>
/// The words of a text, for searching and comparing. Chinese is written without spaces and the database has no
/// dictionary for it, so each pair of neighbouring characters counts as a word; Latin words and numbers count whole.
/// </summary>
public static class SearchTerms
{
    const int Longest = 40;

    /// <summary>Distinct words, lower case, in no order.</summary>
    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var latin = new StringBuilder();
        var previous = '\0';
        foreach (var raw in text)
        {
            var c = char.ToLowerInvariant(raw);
            if (IsChinese(c))
            {
                Flush(latin, words);
                if (previous != '\0')
                    words.Add(string.Create(2, (previous, c), static (span, pair) => (span[0], span[1]) = pair));
                previous = c;
                continue;
            }
            previous = '\0';
            if (char.IsAsciiLetterOrDigit(c))
                latin.Append(c);
            else
                Flush(latin, words);
        }
        Flush(latin, words);
        return words;
    }

    /// <summary>
    /// A tsquery that asks for every word of <paramref name="sought"/>; null when there is nothing to look for.
    /// </summary>
    public static string? Query(string sought)
    {
        var words = Of(sought);
        // A single Chinese character has no pair: any pair that begins with it will do.
        if (words.Count == 0)
            words = [.. sought.Where(IsChinese).Take(1).Select(c => c.ToString())];
        return words.Count == 0 ? null : string.Join(" & ",
            words.Select(w => w.Length == 1 && IsChinese(w[0]) ? $"'{w}':*" : $"'{w}'"));
    }

    /// <summary>How much two texts have in common: shared words over all words, 0 to 1 (Jaccard).</summary>
    public static double Likeness(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 0;
        var shared = one.Count(other.Contains);
        return (double)shared / (one.Count + other.Count - shared);
    }

    static bool IsChinese(char c) =>
        c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or >= '\uf900' and <= '\ufaff';

    static void Flush(StringBuilder latin, HashSet<string> words)
    {
        if (latin.Length is > 0 and <= Longest)
            words.Add(latin.ToString());
        latin.Clear();
    }
}
