namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>
/// Finds the weights that set one label's texts apart from all others by the widest margin: a linear support vector
/// machine with squared hinge loss, by dual coordinate descent (Hsieh et al., ICML 2008).
/// </summary>
public static class LinearClassifier
{
    /// <summary>What a text on the wrong side costs; tried out by held-out texts.</summary>
    const double Cost = 1;

    const int Rounds = 20;
    const double Still = 0.02;

    /// <returns>A weight for each gram; the last is the label's own.</returns>
    public static float[] Separate(Vector[] texts, bool[] belongs, int grams)
    {
        var weights = new float[grams + 1];
        var pressure = new double[texts.Length];
        var size = texts.Select(text => text.Weight.Sum(w => (double)w * w) + 1 + (0.5 / Cost)).ToArray();
        var order = Enumerable.Range(0, texts.Length).ToArray();
        var shuffle = new Shuffle(1);
        for (var round = 0; round < Rounds; round++)
        {
            shuffle.Mix(order);
            var moved = 0.0;
            foreach (var i in order)
            {
                var side = belongs[i] ? 1 : -1;
                var gradient = (side * Margin(weights, texts[i])) - 1 + (0.5 / Cost * pressure[i]);
                if (pressure[i] == 0 && gradient >= 0)
                    continue;
                moved = Math.Max(moved, Math.Abs(gradient));
                var before = pressure[i];
                pressure[i] = Math.Max(0, before - (gradient / size[i]));
                Move(weights, texts[i], (float)((pressure[i] - before) * side));
            }
            if (moved < Still)
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

    static void Move(float[] weights, Vector text, float by)
    {
        for (var j = 0; j < text.At.Length; j++)
            weights[text.At[j]] += by * text.Weight[j];
        weights[^1] += by;
    }
}

/// <summary>An order that looks like chance and is the same each time (SplitMix64).</summary>
public sealed class Shuffle(ulong seed)
{
    ulong state = seed;

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
