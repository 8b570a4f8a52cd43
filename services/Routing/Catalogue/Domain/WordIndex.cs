namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>Finds any of thousands of words in a text in one pass, each with what it stands for.</summary>
public sealed class WordIndex<T>
{
    readonly Dictionary<int, (string Word, T Of)[]> entries;

    public WordIndex(IEnumerable<(string Word, T Of)> words) => entries = words.Where(w => w.Word.Length > 0)
        .GroupBy(w => Key(w.Word[0], w.Word.Length > 1 ? w.Word[1] : default))
        // Longest first: a word that is part of a longer one comes after it.
        .ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.Word.Length).ToArray());

    public IEnumerable<(int At, string Word, T Of)> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && entries.TryGetValue(Key(text[at], text[at + 1]), out var pairs))
            {
                foreach (var (word, of) in pairs)
                {
                    if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
                        yield return (at, word, of);
                }
            }
            if (entries.TryGetValue(Key(text[at], default), out var singles))
            {
                foreach (var (word, of) in singles)
                    yield return (at, word, of);
            }
        }
    }

    static int Key(char first, char second) => (first << 16) | second;
}
