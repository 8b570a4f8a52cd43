namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A text as weights of known grams; its length is one.</summary>
public readonly record struct Vector(int[] At, float[] Weight);

/// <summary>
/// The grams a model knows, and how much each tells: a rare one tells more, and so does one whose texts are of other
/// labels than texts are in general.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Weights a model may hold at most (64 MB): many labels leave room for fewer grams.</summary>
    const int Room = 16_000_000;

    /// <summary>From so many texts on, what occurs in one alone is chance.</summary>
    const int Many = 500;

    /// <summary>A text of so few grams is a keyword or a name: each of its words was chosen.</summary>
    const int Short = 50;

    /// <summary>Texts, spread over the labels as all are, that are added to each gram's own before it is judged by
    /// them.</summary>
    const double Doubt = 7;

    /// <summary>What a gram tells that is found with each label alike.</summary>
    const double Least = 0.25;

    readonly Dictionary<ulong, int> index;

    public Vocabulary(ulong[] grams, float[] telling)
    {
        (Grams, TermWeights) = (grams, telling);
        index = new(grams.Length);
        for (var i = 0; i < grams.Length; i++)
            index[grams[i]] = i;
    }

    public ulong[] Grams { get; }
    public float[] TermWeights { get; }

    /// <param name="owners">The label of each text.</param>
    public static Vocabulary Of(IReadOnlyList<Dictionary<ulong, int>> texts, IReadOnlyList<int> owners, int labels)
    {
        var carriers = new Dictionary<ulong, int>();
        var least = texts.Count < Many ? 1 : 3;
        foreach (var text in texts)
        {
            foreach (var gram in text.Keys)
                carriers[gram] = carriers.GetValueOrDefault(gram) + 1;
        }
        var chosen = texts.Where(text => text.Count <= Short).SelectMany(text => text.Keys).ToHashSet();
        var known = carriers.Where(c => c.Value >= least || chosen.Contains(c.Key))
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key)
            .Take(Room / Math.Max(1, labels)).ToList();
        var vocabulary = new Vocabulary([.. known.Select(k => k.Key)], new float[known.Count]);
        var apart = vocabulary.Apart(texts, owners, labels);
        for (var gram = 0; gram < apart.Length; gram++)
        {
            var rarity = Math.Log((1.0 + texts.Count) / (1.0 + known[gram].Value)) + 1;
            vocabulary.TermWeights[gram] = (float)(rarity * (Least + ((1 - Least) * apart[gram])));
        }
        return vocabulary;
    }

    // The root of the divergence (Kullback and Leibler) of the labels of a gram's texts from those of all texts.
    double[] Apart(IReadOnlyList<Dictionary<ulong, int>> texts, IReadOnlyList<int> owners, int labels)
    {
        var share = new double[labels];
        var counts = new float[Grams.Length * labels];
        var carriers = new double[Grams.Length];
        for (var i = 0; i < texts.Count; i++)
        {
            share[owners[i]] += 1.0 / texts.Count;
            foreach (var gram in texts[i].Keys)
            {
                if (!index.TryGetValue(gram, out var at))
                    continue;
                counts[(at * labels) + owners[i]]++;
                carriers[at]++;
            }
        }
        var apart = new double[Grams.Length];
        for (var gram = 0; gram < apart.Length; gram++)
        {
            for (var label = 0; label < labels; label++)
            {
                if (share[label] == 0)
                    continue;
                var here = (counts[(gram * labels) + label] + (Doubt * share[label])) / (carriers[gram] + Doubt);
                apart[gram] += here * Math.Log(here / share[label]);
            }
            apart[gram] = Math.Sqrt(Math.Max(0, apart[gram]));
        }
        return apart;
    }

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
