namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>
/// Turns a classifier's margins into calibrated probabilities by temperature scaling: of a hundred guesses at 0.9,
/// about ninety are right. Also sets the threshold below which the model abstains.
/// </summary>
/// <remarks>What is called temperature here is its inverse: margins are multiplied by it.</remarks>
public static class Calibration
{
    /// <summary>The share of answers that should be right; the model abstains on the rest.</summary>
    const double TargetPrecision = 0.95;

    /// <summary>The precision of fewer answers than this is too uncertain to set a threshold by.</summary>
    const int MinAnswers = 20;

    /// <summary>The softmax of the scaled margins: one probability per label, in the same order.</summary>
    public static double[] Probabilities(double[] margins, double inverseTemperature)
    {
        // Subtracting the largest margin changes no probability and keeps the exponentials finite.
        var largest = margins.Max();
        var powers = margins.Select(margin => Math.Exp(inverseTemperature * (margin - largest))).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    /// <summary>
    /// The inverse temperature, between 0.1 and 50, with the lowest log loss on held-out texts; found by golden-section
    /// search on a logarithmic scale.
    /// </summary>
    public static double Temperature(IReadOnlyList<(double[] Margins, int Label)> heldOut)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(0.1), Math.Log(50));
        var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (atLeft, atRight) = (LogLoss(heldOut, Math.Exp(left)), LogLoss(heldOut, Math.Exp(right)));
        while (high - low > 0.001)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (golden * (high - low));
                atLeft = LogLoss(heldOut, Math.Exp(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (golden * (high - low));
                atRight = LogLoss(heldOut, Math.Exp(right));
            }
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>
    /// The lowest probability at or above which 95 % of the held-out guesses are right; greater than 1, so that the
    /// model always abstains, when no probability reaches that.
    /// </summary>
    public static double Threshold(IReadOnlyList<(double Probability, bool Right)> heldOut)
    {
        var (threshold, right, seen) = (1.01, 0, 0);
        foreach (var (probability, isRight) in heldOut.OrderByDescending(h => h.Probability))
        {
            right += isRight ? 1 : 0;
            seen++;
            if (seen >= MinAnswers && right >= TargetPrecision * seen)
                threshold = probability;
        }
        return threshold;
    }

    static double LogLoss(IReadOnlyList<(double[] Margins, int Label)> heldOut, double inverseTemperature) =>
        heldOut.Sum(h => -Math.Log(Math.Max(1e-12, Probabilities(h.Margins, inverseTemperature)[h.Label])));
}
