namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>Finds any of thousands of words in a text in one pass.</summary>
/// <typeparam name="T">What a word stands for.</typeparam>
public sealed class WordIndex<T>
{
    // By the first two characters, or by the only one.
    readonly Dictionary<int, (string Word, T Of)[]> entries;

    public WordIndex(IEnumerable<(string Word, T Of)> words) => entries = words.Where(w => w.Word.Length > 0)
        .GroupBy(w => Key(w.Word[0], w.Word.Length > 1 ? w.Word[1] : default))
        .ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.Word.Length).ToArray());

    /// <summary>
    /// Every occurrence, overlapping ones too, ordered by position and then from the longest word to the shortest.
    /// </summary>
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
