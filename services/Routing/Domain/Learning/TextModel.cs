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
