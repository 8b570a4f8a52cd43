using System.Numerics;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>What a text is likely about.</summary>
/// <param name="Answer">The likeliest label; null where the model is not sure enough and abstains.</param>
/// <param name="Ranked">Every label with its probability, the likeliest first.</param>
/// <param name="Phrases">The phrases of the text that speak most for the likeliest, the strongest first.</param>
public sealed record Guess(
    string? Answer, IReadOnlyList<(string Label, double Probability)> Ranked, IReadOnlyList<string> Phrases);

/// <summary>Tells from the words of a text what it is about, with a probability that can be relied on.</summary>
/// <param name="Weights">For each gram, one weight a label; the last row is the labels' own.</param>
/// <param name="Temperature">Turns margins into probabilities; fitted to texts that were held out.</param>
/// <param name="Threshold">Below this probability the model abstains.</param>
/// <param name="HeldOut">What the model was found worth on examples that it had not seen.</param>
public sealed record TextModel(
    IReadOnlyList<string> Labels, Vocabulary Vocabulary, float[] Weights, double Temperature, double Threshold,
    Quality HeldOut, int Examples)
{
    readonly float[] means = Means(Labels.Count, Weights);

    /// <summary>The few likeliest labels, each with the phrases that speak for it; nothing where no gram is known.
    /// </summary>
    public (bool Sure, IReadOnlyList<(string Label, double Probability, IReadOnlyList<string> Phrases)> Ranked)
        Likeliest(string text, int count)
    {
        var vector = Vocabulary.Weigh(Grams.Counted(text));
        if (vector.At.Length == 0)
            return (false, []);
        var chances = Calibration.Probabilities(Margins(Labels.Count, Weights, vector), Temperature);
        var best = Enumerable.Range(0, chances.Length).OrderByDescending(i => chances[i]).Take(count).ToList();
        return (chances[best[0]] >= Threshold,
            [.. best.Select(i => (Labels[i], chances[i], Phrases.Of(text, Spoken(vector, i))))]);
    }

    public Guess Suggest(string text)
    {
        var counted = Grams.Counted(text);
        var vector = Vocabulary.Weigh(counted);
        var chances = Calibration.Probabilities(Margins(Labels.Count, Weights, vector), Temperature);
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
            Add(margins, weights.AsSpan(text.At[j] * labels, labels), text.Weight[j]);
        }
        return [.. margins.Select(margin => (double)margin)];
    }

    // What each run added for this label, beyond what it added for the labels on average.
    Dictionary<ulong, double> Spoken(Vector text, int label)
    {
        var spoken = new Dictionary<ulong, double>(text.At.Length);
        for (var j = 0; j < text.At.Length; j++)
        {
            var own = Weights[(text.At[j] * Labels.Count) + label];
            var run = Grams.Anywhere(Vocabulary.Grams[text.At[j]]);
            spoken[run] = spoken.GetValueOrDefault(run) + ((own - means[text.At[j]]) * text.Weight[j]);
        }
        return spoken;
    }

    // Eight labels at a time: two thousand of them take a tenth of a millisecond.
    static void Add(Span<float> margins, ReadOnlySpan<float> row, float weight)
    {
        var at = 0;
        for (; at <= row.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var sum = new Vector<float>(margins[at..]) + (new Vector<float>(row[at..]) * weight);
            sum.CopyTo(margins[at..]);
        }
        for (; at < row.Length; at++)
            margins[at] += row[at] * weight;
    }

    static float[] Means(int labels, float[] weights)
    {
        var means = new float[weights.Length / labels];
        for (var gram = 0; gram < means.Length; gram++)
        {
            var sum = 0f;
            foreach (var weight in weights.AsSpan(gram * labels, labels))
                sum += weight;
            means[gram] = sum / labels;
        }
        return means;
    }
}
