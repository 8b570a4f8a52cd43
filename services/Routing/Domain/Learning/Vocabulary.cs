namespace Dispatch.Routing.Domain.Learning;

/// <summary>A text as weights of known grams; its length is one.</summary>
public readonly record struct Vector(int[] At, float[] Weight);

/// <summary>The grams a model knows, and how much each tells: a rare one tells more.</summary>
public sealed class Vocabulary
{
    /// <summary>Weights a model may hold at most (64 MB): many labels leave room for fewer grams.</summary>
    const int Room = 16_000_000;

    /// <summary>From so many texts on, what occurs in one alone is chance.</summary>
    const int Many = 500;

    /// <summary>A text of so few grams is a keyword or a name: each of its words was chosen.</summary>
    const int Short = 30;

    readonly Dictionary<ulong, int> index;

    public Vocabulary(ulong[] grams, float[] rarity)
    {
        (Grams, Rarity) = (grams, rarity);
        index = new(grams.Length);
        for (var i = 0; i < grams.Length; i++)
            index[grams[i]] = i;
    }

    public ulong[] Grams { get; }
    public float[] Rarity { get; }

    public static Vocabulary Of(IReadOnlyList<Dictionary<ulong, int>> texts, int labels)
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
        return new(
            [.. known.Select(k => k.Key)],
            [.. known.Select(k => (float)Math.Log((1.0 + texts.Count) / (1.0 + k.Value)) + 1)]);
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
            var weight = (1 + MathF.Log(count)) * Rarity[i];
            at.Add(i);
            weights.Add(weight);
            squares += weight * weight;
        }
        var length = MathF.Sqrt(squares);
        return new([.. at], [.. weights.Select(weight => weight / length)]);
    }
}
