namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>
/// Trains the binary classifier of one label against all others (one-vs-rest): a linear support vector machine with
/// squared hinge loss, by dual coordinate descent (Hsieh et al., ICML 2008).
/// </summary>
public static class LinearClassifier
{
    /// <summary>The cost C of a margin violation; chosen on held-out texts.</summary>
    const double Cost = 1;

    const int MaxEpochs = 20;

    /// <summary>Training stops after an epoch in which no projected gradient was as large as this.</summary>
    const double Tolerance = 0.02;

    /// <param name="belongs">For each text whether it has the label.</param>
    /// <param name="grams">The size of the vocabulary.</param>
    /// <returns>A weight for each gram, and last the bias: <paramref name="grams"/> + 1 numbers.</returns>
    public static float[] Separate(Vector[] texts, bool[] belongs, int grams)
    {
        var weights = new float[grams + 1];
        var duals = new double[texts.Length];
        // The diagonal of the dual's Hessian: the squared norm, the bias as a feature that is always 1, and 1 / 2C.
        var diagonal = texts.Select(text => text.Weight.Sum(w => (double)w * w) + 1 + (0.5 / Cost)).ToArray();
        var order = Enumerable.Range(0, texts.Length).ToArray();
        var shuffle = new Shuffle(1);
        for (var epoch = 0; epoch < MaxEpochs; epoch++)
        {
            shuffle.Mix(order);
            var largest = 0.0;
            foreach (var i in order)
            {
                var sign = belongs[i] ? 1 : -1;
                var gradient = (sign * Margin(weights, texts[i])) - 1 + (0.5 / Cost * duals[i]);
                if (duals[i] == 0 && gradient >= 0)
                    continue;
                largest = Math.Max(largest, Math.Abs(gradient));
                var before = duals[i];
                duals[i] = Math.Max(0, before - (gradient / diagonal[i]));
                Add(weights, texts[i], (float)((duals[i] - before) * sign));
            }
            if (largest < Tolerance)
                break;
        }
        return weights;
    }

    static double Margin(float[] weights, Vector text)
    {
        var margin = weights[^1];
        for (var j = 0; j < text.At.Length; j++)
            margin += weights[text.At[j]] * text.Weight[j];
        return margin;
    }

    static void Add(float[] weights, Vector text, float factor)
    {
        for (var j = 0; j < text.At.Length; j++)
            weights[text.At[j]] += factor * text.Weight[j];
        weights[^1] += factor;
    }
}

/// <summary>
/// A shuffle that a seed determines (Fisher and Yates, random numbers by SplitMix64), so that training is reproducible.
/// </summary>
public sealed class Shuffle(ulong seed)
{
    ulong state = seed;

    /// <summary>Shuffles in place.</summary>
    public void Mix<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)(Next() % (ulong)(i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    ulong Next()
    {
        var mixed = state += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
