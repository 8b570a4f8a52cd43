namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>One test: what it was, and what the model took it for.</summary>
/// <param name="Probability">Of the likeliest label.</param>
/// <param name="Rank">Where the right label came; 1 is the best.</param>
public sealed record Trial(string Label, string Guessed, double Probability, int Rank, bool Abstained)
{
    public static Trial Of(string label, Guess guess) => new(
        label, guess.Ranked[0].Label, guess.Ranked[0].Probability,
        guess.Ranked.TakeWhile(r => r.Label != label).Count() + 1, guess.Answer is null);
}

/// <summary>How good a model is.</summary>
/// <param name="MacroF1">
/// Mean over the labels of the harmonic mean of precision and recall; of the likeliest label, abstained or not.
/// </param>
/// <param name="Top3">Share whose label is among the likeliest three.</param>
/// <param name="Ece">
/// Expected calibration error: how far the probability is from the share that is right, over fifteen equal bins.
/// </param>
/// <param name="Abstained">Share on which the model would leave the choice to a person.</param>
public sealed record Quality(double MacroF1, double Accuracy, double Top3, double Ece, double Abstained)
{
    const int Bins = 15;

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
        var hit = trials.Count(t => t.Label == label && t.Guessed == label);
        var wrong = trials.Count(t => (t.Label == label) != (t.Guessed == label));
        return 2.0 * hit / ((2.0 * hit) + wrong);
    }
}
