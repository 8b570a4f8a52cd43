namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>The phrases of a text that explain a guess.</summary>
public static class Phrases
{
    const int Most = 5;
    const int Longest = 8;

    /// <summary>Characters with a smaller share than this of the largest contribution are left out.</summary>
    const double MinShare = 0.2;

    /// <summary>
    /// Spreads the contribution of each n-gram evenly over its characters, and cites the runs of characters that
    /// contribute most as they stand in the text.
    /// </summary>
    /// <param name="contributions">What each n-gram adds to the margin of the guessed label.</param>
    /// <returns>At most five phrases of two to eight kept characters, the strongest first.</returns>
    public static IReadOnlyList<string> Of(string text, IReadOnlyDictionary<ulong, double> contributions)
    {
        var kept = Grams.Kept(text);
        var perCharacter = new double[kept.Count];
        for (var at = 0; at < kept.Count; at++)
        {
            var length = 0;
            foreach (var gram in Grams.At(kept, at))
            {
                length++;
                var share = contributions.GetValueOrDefault(gram) / length;
                for (var i = at; i < at + length; i++)
                    perCharacter[i] += share;
            }
        }
        var least = perCharacter.DefaultIfEmpty().Max() * MinShare;
        var phrases = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var at = 0; at < kept.Count; at++)
        {
            var end = at;
            while (end < kept.Count && end - at < Longest && perCharacter[end] > Math.Max(0, least))
                end++;
            // A single character seldom reads as a word.
            if (end - at < 2)
                continue;
            var phrase = text[kept[at].Position..(kept[end - 1].Position + 1)];
            phrases[phrase] = Math.Max(perCharacter[at..end].Sum(), phrases.GetValueOrDefault(phrase));
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
