namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A text as a sparse vector of Euclidean length 1; empty when no gram of the text is known.</summary>
/// <param name="At">The indexes of its grams in the vocabulary.</param>
/// <param name="Weight">The weights of these grams, in the same order.</param>
public readonly record struct Vector(int[] At, float[] Weight);

/// <summary>
/// The grams that a model knows, each with a term weight: the inverse document frequency, times how far the labels of
/// the texts with the gram diverge from the labels of all texts.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The most weights a model may have (64 MB): with many labels there is room for fewer grams.</summary>
    const int MaxWeights = 16_000_000;

    /// <summary>From this many texts on, a gram that occurs in only one or two of them is dropped.</summary>
    const int LargeCorpus = 500;

    /// <summary>A text with this many grams or fewer is a keyword or a name, of which every gram is kept.</summary>
    const int ShortText = 50;

    /// <summary>
    /// Additive smoothing: to the texts with a gram this many are added, distributed over the labels as all texts are.
    /// </summary>
    const double PseudoTexts = 7;

    /// <summary>
    /// The weight of a gram that tells nothing of the label, as a share of its inverse document frequency.
    /// </summary>
    const double MinShare = 0.25;

    readonly Dictionary<ulong, int> index;

    public Vocabulary(ulong[] grams, float[] termWeights)
    {
        (Grams, TermWeights) = (grams, termWeights);
        index = new(grams.Length);
        for (var i = 0; i < grams.Length; i++)
            index[grams[i]] = i;
    }

    public ulong[] Grams { get; }

    /// <summary>The weight of each gram, in the order of <see cref="Grams"/>.</summary>
    public float[] TermWeights { get; }

    /// <param name="texts">The term frequencies of each text.</param>
    /// <param name="textLabels">The label of each text, from 0 to <paramref name="labels"/> - 1.</param>
    public static Vocabulary Of(
        IReadOnlyList<Dictionary<ulong, int>> texts, IReadOnlyList<int> textLabels, int labels)
    {
        var documentFrequency = new Dictionary<ulong, int>();
        var least = texts.Count < LargeCorpus ? 1 : 3;
        foreach (var text in texts)
        {
            foreach (var gram in text.Keys)
                documentFrequency[gram] = documentFrequency.GetValueOrDefault(gram) + 1;
        }
        var ofShortTexts = texts.Where(text => text.Count <= ShortText).SelectMany(text => text.Keys).ToHashSet();
        var known = documentFrequency.Where(c => c.Value >= least || ofShortTexts.Contains(c.Key))
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key)
            .Take(MaxWeights / Math.Max(1, labels)).ToList();
        var vocabulary = new Vocabulary([.. known.Select(k => k.Key)], new float[known.Count]);
        var divergence = vocabulary.Divergence(texts, textLabels, labels);
        for (var gram = 0; gram < divergence.Length; gram++)
        {
            var inverseFrequency = Math.Log((1.0 + texts.Count) / (1.0 + known[gram].Value)) + 1;
            vocabulary.TermWeights[gram] =
                (float)(inverseFrequency * (MinShare + ((1 - MinShare) * divergence[gram])));
        }
        return vocabulary;
    }

    // For each gram the square root of the Kullback-Leibler divergence between the labels of the texts with the gram,
    // smoothed, and the labels of all texts.
    double[] Divergence(IReadOnlyList<Dictionary<ulong, int>> texts, IReadOnlyList<int> textLabels, int labels)
    {
        var prior = new double[labels];
        var counts = new float[Grams.Length * labels];
        var documentFrequency = new double[Grams.Length];
        for (var i = 0; i < texts.Count; i++)
        {
            prior[textLabels[i]] += 1.0 / texts.Count;
            foreach (var gram in texts[i].Keys)
            {
                if (!index.TryGetValue(gram, out var at))
                    continue;
                counts[(at * labels) + textLabels[i]]++;
                documentFrequency[at]++;
            }
        }
        var divergence = new double[Grams.Length];
        for (var gram = 0; gram < divergence.Length; gram++)
        {
            for (var label = 0; label < labels; label++)
            {
                if (prior[label] == 0)
                    continue;
                var posterior = (counts[(gram * labels) + label] + (PseudoTexts * prior[label]))
                    / (documentFrequency[gram] + PseudoTexts);
                divergence[gram] += posterior * Math.Log(posterior / prior[label]);
            }
            divergence[gram] = Math.Sqrt(Math.Max(0, divergence[gram]));
        }
        return divergence;
    }

    /// <summary>
    /// The vector of a text from its term frequencies: (1 + ln frequency) times the term weight, scaled to length 1.
    /// </summary>
    public Vector Weigh(Dictionary<ulong, int> text)
    {
        var at = new List<int>(text.Count);
        var weights = new List<float>(text.Count);
        var squares = 0f;
        foreach (var (gram, count) in text)
        {
            if (!index.TryGetValue(gram, out var i))
                continue;
            var weight = (1 + MathF.Log(count)) * TermWeights[i];
            at.Add(i);
            weights.Add(weight);
            squares += weight * weight;
        }
        var length = MathF.Sqrt(squares);
        return new([.. at], [.. weights.Select(weight => weight / length)]);
    }
}
