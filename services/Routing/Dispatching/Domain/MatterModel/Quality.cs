namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A model's guess for one example, beside the true label.</summary>
/// <param name="Probability">Of the guessed label.</param>
/// <param name="Rank">The position of the true label among the guesses, from 1.</param>
public sealed record Trial(string Label, string Guessed, double Probability, int Rank, bool Abstained)
{
    public static Trial Of(string label, Guess guess) => new(
        label, guess.Ranked[0].Label, guess.Ranked[0].Probability,
        guess.Ranked.TakeWhile(r => r.Label != label).Count() + 1, guess.Answer is null);
}

/// <summary>How well a model does on examples that it was not trained on; every figure is from 0 to 1.</summary>
/// <param name="MacroF1">
/// The unweighted mean of the labels' F1 scores. The likeliest label counts as the guess, also when the model abstains.
/// </param>
/// <param name="Top3">The share of examples whose true label is among the likeliest three.</param>
/// <param name="Ece">
/// The expected calibration error: the mean distance between the probability of the guesses and the share of them that
/// is right, over fifteen bins of equal width.
/// </param>
/// <param name="Abstained">The share of examples on which the model abstains.</param>
public sealed record Quality(double MacroF1, double Accuracy, double Top3, double Ece, double Abstained)
{
    const int Bins = 15;

    /// <returns>All figures 0 when there are no trials.</returns>
    public static Quality Of(IReadOnlyCollection<Trial> trials) => trials.Count == 0
        ? new(0, 0, 0, 0, 0)
        : new(
            trials.SelectMany(t => (string[])[t.Label, t.Guessed]).Distinct(StringComparer.Ordinal)
                .Average(label => F1(trials, label)),
            trials.Average(t => t.Rank == 1 ? 1.0 : 0),
            trials.Average(t => t.Rank <= 3 ? 1.0 : 0),
            trials.GroupBy(t => Math.Min(Bins - 1, (int)(t.Probability * Bins)))
                .Sum(bin => Math.Abs(bin.Sum(t => t.Probability - (t.Rank == 1 ? 1 : 0)))) / trials.Count,
            trials.Average(t => t.Abstained ? 1.0 : 0));

    static double F1(IReadOnlyCollection<Trial> trials, string label)
    {
        var truePositives = trials.Count(t => t.Label == label && t.Guessed == label);
        var errors = trials.Count(t => (t.Label == label) != (t.Guessed == label));
        return 2.0 * truePositives / ((2.0 * truePositives) + errors);
    }
}
