namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Trains a model from labelled examples.</summary>
/// <remarks>
/// Three-fold cross-validation comes first: each third of the examples is guessed by a model of the other two, and near
/// duplicates stay in one third. On these held-out guesses the probabilities are calibrated and the threshold is set.
/// The model itself is then trained on all examples. The same examples in the same order give the same model.
/// </remarks>
public static class TextTraining
{
    const int Folds = 3;

    /// <exception cref="ArgumentException">The examples have fewer than two labels.</exception>
    public static TextModel Train(IReadOnlyList<Example> examples) => Try(examples).Model;

    /// <returns>The model, and for each example, in their order, the guess made while it was held out.</returns>
    /// <exception cref="ArgumentException">The examples have fewer than two labels.</exception>
    public static (TextModel Model, IReadOnlyList<Trial> HeldOut) Try(IReadOnlyList<Example> examples)
    {
        string[] labels = [.. examples.Select(e => e.Label).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
            throw new ArgumentException("A model is trained on examples of at least two labels.", nameof(examples));
        var samples = examples
            .Select(e => new Sample(Grams.Counted(e.Text), Array.IndexOf(labels, e.Label))).ToList();

        var folds = AssignFolds(NearDuplicates.Groups([.. examples.Select(e => e.Text)]), samples);
        var heldOut = Enumerable.Range(0, Folds).SelectMany(fold => HeldOut(samples, folds, fold, labels.Length))
            .OrderBy(h => h.Index).Select(h => (h.Margins, h.Label)).ToList();
        var inverseTemperature = Calibration.Temperature(heldOut);
        var guesses = heldOut
            .Select(h => (Probabilities: Calibration.Probabilities(h.Margins, inverseTemperature), h.Label)).ToList();
        var threshold = Calibration.Threshold(
            [.. guesses.Select(g => (g.Probabilities.Max(), Best(g.Probabilities) == g.Label))]);
        List<Trial> trials = [.. guesses.Select(g => new Trial(
            labels[g.Label], labels[Best(g.Probabilities)], g.Probabilities.Max(),
            g.Probabilities.Count(p => p > g.Probabilities[g.Label]) + 1, g.Probabilities.Max() < threshold))];

        var (vocabulary, weights) = Fit(samples, labels.Length);
        return (
            new(labels, vocabulary, weights, inverseTemperature, threshold, Quality.Of(trials), examples.Count),
            trials);
    }

    sealed record Sample(Dictionary<ulong, int> Grams, int Label);

    static int Best(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    // Stratified: the groups of near duplicates are shuffled, sorted by label and dealt to the folds in turn.
    static int[] AssignFolds(int[] groups, List<Sample> samples)
    {
        var folds = new int[groups.Length];
        var members = groups.Select((group, i) => (group, i)).GroupBy(g => g.group).Select(g => g.ToArray()).ToArray();
        new Shuffle(2).Mix(members);
        var next = 0;
        foreach (var group in members.OrderBy(g => samples[g[0].i].Label))
        {
            foreach (var (_, i) in group)
                folds[i] = next;
            next = (next + 1) % Folds;
        }
        return folds;
    }

    static IEnumerable<(int Index, double[] Margins, int Label)> HeldOut(
        List<Sample> samples, int[] folds, int fold, int labels)
    {
        var (vocabulary, weights) = Fit([.. samples.Where((_, i) => folds[i] != fold)], labels);
        return samples.Index().Where(s => folds[s.Index] == fold).Select(s =>
            (s.Index, TextModel.Margins(labels, weights, vocabulary.Weigh(s.Item.Grams)), s.Item.Label));
    }

    static (Vocabulary, float[]) Fit(List<Sample> samples, int labels)
    {
        var vocabulary = Vocabulary.Of(
            [.. samples.Select(s => s.Grams)], [.. samples.Select(s => s.Label)], labels);
        Vector[] texts = [.. samples.Select(s => vocabulary.Weigh(s.Grams))];
        var weights = new float[(vocabulary.Grams.Length + 1) * labels];
        for (var label = 0; label < labels; label++)
        {
            var own = LinearClassifier.Separate(
                texts, [.. samples.Select(s => s.Label == label)], vocabulary.Grams.Length);
            for (var gram = 0; gram < own.Length; gram++)
                weights[(gram * labels) + label] = own[gram];
        }
        return (vocabulary, weights);
    }
}
