namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Makes margins into probabilities that hold: of a hundred guesses at 0.9, ninety are right.</summary>
public static class Calibration
{
    /// <summary>How many of those that are answered should be right.</summary>
    const double Right = 0.95;

    /// <summary>Fewer answers are too few to say how many are right.</summary>
    const int Few = 20;

    public static double[] Probabilities(double[] margins, double sharpness)
    {
        var most = margins.Max();
        var powers = margins.Select(margin => Math.Exp(sharpness * (margin - most))).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    /// <summary>The sharpness under which held-out labels are likeliest (temperature scaling), by golden
    /// section.</summary>
    public static double Temperature(IReadOnlyList<(double[] Margins, int Label)> heldOut)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(0.1), Math.Log(50));
        var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (atLeft, atRight) = (Surprise(heldOut, Math.Exp(left)), Surprise(heldOut, Math.Exp(right)));
        while (high - low > 0.001)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (golden * (high - low));
                atLeft = Surprise(heldOut, Math.Exp(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (golden * (high - low));
                atRight = Surprise(heldOut, Math.Exp(right));
            }
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>The lowest probability above which enough of the held-out answers were right; above one when
    /// none is.</summary>
    public static double Threshold(IReadOnlyList<(double Probability, bool Right)> heldOut)
    {
        var (threshold, right, seen) = (1.01, 0, 0);
        foreach (var (probability, isRight) in heldOut.OrderByDescending(h => h.Probability))
        {
            right += isRight ? 1 : 0;
            seen++;
            if (seen >= Few && right >= Right * seen)
                threshold = probability;
        }
        return threshold;
    }

    static double Surprise(IReadOnlyList<(double[] Margins, int Label)> heldOut, double sharpness) =>
        heldOut.Sum(h => -Math.Log(Math.Max(1e-12, Probabilities(h.Margins, sharpness)[h.Label])));
}
