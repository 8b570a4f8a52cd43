namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>The readable phrases behind a guess.</summary>
public static class Phrases
{
    const int Most = 5;
    const int Longest = 8;

    /// <summary>A character belongs to a phrase when it speaks at least so much as the loudest one does.</summary>
    const double Loud = 0.2;

    /// <summary>
    /// Each character speaks by all grams that cover it: where neighbours speak loudly, the text is cited as it stands.
    /// </summary>
    /// <param name="spoken">How much each gram speaks for what was guessed.</param>
    public static IReadOnlyList<string> Of(string text, IReadOnlyDictionary<ulong, double> spoken)
    {
        var kept = Grams.Kept(text);
        var loudness = new double[kept.Count];
        for (var at = 0; at < kept.Count; at++)
        {
            var length = 0;
            foreach (var gram in Grams.At(kept, at))
            {
                length++;
                var share = spoken.GetValueOrDefault(gram) / length;
                for (var i = at; i < at + length; i++)
                    loudness[i] += share;
            }
        }
        var least = loudness.DefaultIfEmpty().Max() * Loud;
        var phrases = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var at = 0; at < kept.Count; at++)
        {
            var end = at;
            while (end < kept.Count && end - at < Longest && loudness[end] > Math.Max(0, least))
                end++;
            // A single character seldom reads as a word.
            if (end - at < 2)
                continue;
            var phrase = text[kept[at].Position..(kept[end - 1].Position + 1)];
            phrases[phrase] = Math.Max(loudness[at..end].Sum(), phrases.GetValueOrDefault(phrase));
            at = end - 1;
        }
        var best = new List<string>();
        foreach (var (found, _) in phrases.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal))
        {
            if (best.Count < Most && !best.Exists(b => b.Contains(found, StringComparison.Ordinal)))
                best.Add(found);
        }
        return best;
    }
}
