using System.Numerics;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>What the model says about one text.</summary>
/// <param name="Answer">The likeliest label; null when its probability is too low and the model abstains.</param>
/// <param name="Ranked">Every label with its probability, the likeliest first.</param>
/// <param name="Phrases">The phrases of the text that speak most for the likeliest label, the strongest first.</param>
public sealed record Guess(
    string? Answer, IReadOnlyList<(string Label, double Probability)> Ranked, IReadOnlyList<string> Phrases);

/// <summary>A linear text classifier, one-vs-rest, with calibrated probabilities; never changed once trained.</summary>
/// <param name="Weights">
/// A matrix of grams + 1 rows and one column per label, row by row; the last row holds the labels' biases.
/// </param>
/// <param name="Temperature">
/// The inverse temperature by which margins are multiplied before the softmax; fitted on held-out texts.
/// </param>
/// <param name="Threshold">The probability below which the model abstains.</param>
/// <param name="HeldOut">The model's quality in cross-validation.</param>
/// <param name="Examples">How many examples it was trained on.</param>
public sealed record TextModel(
    IReadOnlyList<string> Labels, Vocabulary Vocabulary, float[] Weights, double Temperature, double Threshold,
    Quality HeldOut, int Examples)
{
    // The mean weight of each gram over all labels.
    readonly float[] means = Means(Labels.Count, Weights);

    /// <summary>The likeliest labels, each with the phrases of the text that speak for it.</summary>
    /// <returns>
    /// <c>Sure</c> is false when the model abstains; <c>Ranked</c> holds at most <paramref name="count"/> labels, none
    /// when the vocabulary has no gram of the text.
    /// </returns>
    public (bool Sure, IReadOnlyList<(string Label, double Probability, IReadOnlyList<string> Phrases)> Ranked)
        Likeliest(string text, int count)
    {
        var vector = Vocabulary.Weigh(Grams.Counted(text));
        if (vector.At.Length == 0)
            return (false, []);
        var probabilities = Calibration.Probabilities(Margins(Labels.Count, Weights, vector), Temperature);
        var best = Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).Take(count)
            .ToList();
        return (probabilities[best[0]] >= Threshold,
            [.. best.Select(i => (Labels[i], probabilities[i], Phrases.Of(text, Contributions(vector, i))))]);
    }

    /// <summary>The probability of every label; abstains on a text of which the vocabulary has no gram.</summary>
    public Guess Suggest(string text)
    {
        var counted = Grams.Counted(text);
        var vector = Vocabulary.Weigh(counted);
        var probabilities = Calibration.Probabilities(Margins(Labels.Count, Weights, vector), Temperature);
        var ranked = Labels.Select((label, i) => (label, probabilities[i])).OrderByDescending(r => r.Item2).ToList();
        var best = Array.IndexOf(probabilities, probabilities.Max());
        var sure = vector.At.Length > 0 && probabilities[best] >= Threshold;
        return new(sure ? Labels[best] : null, ranked, Phrases.Of(text, Contributions(vector, best)));
    }

    /// <summary>The margin (decision value) of the text for each label.</summary>
    /// <param name="weights">Laid out as <see cref="Weights"/> is.</param>
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

    // What each gram adds to the margin of this label, beyond what it adds to the labels on average.
    Dictionary<ulong, double> Contributions(Vector text, int label)
    {
        var contributions = new Dictionary<ulong, double>(text.At.Length);
        for (var j = 0; j < text.At.Length; j++)
        {
            var own = Weights[(text.At[j] * Labels.Count) + label];
            var gram = Grams.Anywhere(Vocabulary.Grams[text.At[j]]);
            contributions[gram] =
                contributions.GetValueOrDefault(gram) + ((own - means[text.At[j]]) * text.Weight[j]);
        }
        return contributions;
    }

    // Vectorised: this is the inner loop of every guess, and a county may have two thousand labels.
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
