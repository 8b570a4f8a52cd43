namespace Dispatch.Routing.Domain.Learning;

/// <summary>What a text is likely about.</summary>
/// <param name="Answer">The likeliest label; null where the model is not sure enough and abstains.</param>
/// <param name="Ranked">Every label with its probability, the likeliest first.</param>
/// <param name="Phrases">The phrases of the text that speak most for the likeliest, the strongest first.</param>
public sealed record Guess(
    string? Answer, IReadOnlyList<(string Label, double Probability)> Ranked, IReadOnlyList<string> Phrases);

/// <summary>Tells from the words of a text what it is about, with a probability that can be relied on.</summary>
/// <param name="Weights">For each gram, one weight a label; the last row is the labels' own.</param>
/// <param name="Sharpness">Turns margins into probabilities; fitted to texts that were held out.</param>
/// <param name="Threshold">Below this probability the model abstains.</param>
/// <param name="HeldOut">What the model was found worth on examples that it had not seen.</param>
public sealed record TextModel(
    IReadOnlyList<string> Labels, Vocabulary Vocabulary, float[] Weights, double Sharpness, double Threshold,
    Quality HeldOut, int Examples)
{
    public Guess Suggest(string text)
    {
        var counted = Grams.Leading(text);
        var vector = Vocabulary.Weigh(counted);
        var chances = Calibration.Probabilities(Margins(Labels.Count, Weights, vector), Sharpness);
        var ranked = Labels.Select((label, i) => (label, chances[i])).OrderByDescending(r => r.Item2).ToList();
        var best = Array.IndexOf(chances, chances.Max());
        // A text without a single known gram is decided by nothing.
        var sure = vector.At.Length > 0 && chances[best] >= Threshold;
        return new(sure ? Labels[best] : null, ranked, Phrases.Of(text, Spoken(vector, best)));
    }

    public static double[] Margins(int labels, float[] weights, Vector text)
    {
        var margins = new float[labels];
        weights.AsSpan(^labels..).CopyTo(margins);
        for (var j = 0; j < text.At.Length; j++)
        {
            var row = weights.AsSpan(text.At[j] * labels, labels);
            for (var label = 0; label < row.Length; label++)
                margins[label] += row[label] * text.Weight[j];
        }
        return [.. margins.Select(margin => (double)margin)];
    }

    // What each gram added for this label, beyond what it added for the labels on average.
    Dictionary<ulong, double> Spoken(Vector text, int label)
    {
        var spoken = new Dictionary<ulong, double>(text.At.Length);
        for (var j = 0; j < text.At.Length; j++)
        {
            var row = Weights.AsSpan(text.At[j] * Labels.Count, Labels.Count);
            var sum = 0f;
            foreach (var weight in row)
                sum += weight;
            spoken[Vocabulary.Grams[text.At[j]]] = (row[label] - (sum / row.Length)) * text.Weight[j];
        }
        return spoken;
    }
}

/// <summary>The readable phrases behind a guess.</summary>
public static class Phrases
{
    const int Most = 5;
    const int Longest = 8;

    /// <summary>Grams that speak for the label and touch each other in the text are read as one phrase.</summary>
    public static IReadOnlyList<string> Of(string text, IReadOnlyDictionary<ulong, double> spoken)
    {
        var phrases = new Dictionary<string, double>(StringComparer.Ordinal);
        var (phrase, score) = ("", 0.0);
        foreach (var gram in Grams.Of(text))
        {
            // A single character seldom reads as a word.
            if (gram <= 0xffff)
                continue;
            var read = Grams.Read(gram);
            var speaks = spoken.GetValueOrDefault(gram);
            var overlap = Overlap(phrase, read);
            if (speaks > 0 && overlap > 0 && phrase.Length + read.Length - overlap <= Longest)
            {
                (phrase, score) = (phrase + read[overlap..], score + speaks);
                continue;
            }
            if (overlap > 0 && speaks <= 0 && read.Length == 3)
                continue;
            Keep();
            (phrase, score) = speaks > 0 ? (read, speaks) : ("", 0);
        }
        Keep();
        var best = new List<string>();
        foreach (var (found, _) in phrases.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal))
        {
            if (best.Count < Most && !best.Exists(b => b.Contains(found, StringComparison.Ordinal)))
                best.Add(found);
        }
        return best;

        void Keep()
        {
            if (phrase.Length > 1)
                phrases[phrase] = Math.Max(score, phrases.GetValueOrDefault(phrase));
        }
    }

    // How many characters the phrase's end and the gram's beginning have in common.
    static int Overlap(string phrase, string gram)
    {
        for (var length = Math.Min(phrase.Length, gram.Length); length > 0; length--)
        {
            if (phrase.AsSpan()[^length..].SequenceEqual(gram.AsSpan()[..length]))
                return length;
        }
        return 0;
    }
}
