namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Learns from examples what texts are about.</summary>
/// <remarks>
/// Each third of the examples is first guessed by a model of the other two, with twins kept together: by what that
/// shows the probabilities are calibrated and the threshold is set. The model itself is then trained on all. The same
/// examples in the same order give the same model.
/// </remarks>
public static class TextTraining
{
    const int Folds = 3;

    public static TextModel Train(IReadOnlyList<Example> examples) => Try(examples).Model;

    /// <returns>The model, and how it did on each example while that was held out, in their order.</returns>
    public static (TextModel Model, IReadOnlyList<Trial> HeldOut) Try(IReadOnlyList<Example> examples)
    {
        string[] labels = [.. examples.Select(e => e.Label).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
            throw new ArgumentException("A model is trained on examples of at least two labels.", nameof(examples));
        var learnt = examples
            .Select(e => new Learnt(Grams.Counted(e.Text), Array.IndexOf(labels, e.Label))).ToList();

        var folds = Deal(NearDuplicates.Groups([.. examples.Select(e => e.Text)]), learnt);
        var heldOut = Enumerable.Range(0, Folds).SelectMany(fold => HeldOut(learnt, folds, fold, labels.Length))
            .OrderBy(h => h.Index).Select(h => (h.Margins, h.Label)).ToList();
        var sharpness = Calibration.Temperature(heldOut);
        var chances = heldOut.Select(h => (Of: Calibration.Probabilities(h.Margins, sharpness), h.Label)).ToList();
        var threshold = Calibration.Threshold(
            [.. chances.Select(c => (c.Of.Max(), Array.IndexOf(c.Of, c.Of.Max()) == c.Label))]);
        List<Trial> trials = [.. chances.Select(c => new Trial(
            labels[c.Label], labels[Array.IndexOf(c.Of, c.Of.Max())], c.Of.Max(),
            c.Of.Count(p => p > c.Of[c.Label]) + 1, c.Of.Max() < threshold))];

        var (vocabulary, weights) = Fit(learnt, labels.Length);
        return (
            new(labels, vocabulary, weights, sharpness, threshold, Quality.Of(trials), examples.Count), trials);
    }

    sealed record Learnt(Dictionary<ulong, int> Grams, int Label);

    // Whole groups of twins, label by label, in a mixed order.
    static int[] Deal(int[] groups, List<Learnt> learnt)
    {
        var folds = new int[groups.Length];
        var members = groups.Select((group, i) => (group, i)).GroupBy(g => g.group).Select(g => g.ToArray()).ToArray();
        new Shuffle(2).Mix(members);
        var next = 0;
        foreach (var group in members.OrderBy(g => learnt[g[0].i].Label))
        {
            foreach (var (_, i) in group)
                folds[i] = next;
            next = (next + 1) % Folds;
        }
        return folds;
    }

    static IEnumerable<(int Index, double[] Margins, int Label)> HeldOut(
        List<Learnt> learnt, int[] folds, int fold, int labels)
    {
        var (vocabulary, weights) = Fit([.. learnt.Where((_, i) => folds[i] != fold)], labels);
        return learnt.Index().Where(l => folds[l.Index] == fold).Select(l =>
            (l.Index, TextModel.Margins(labels, weights, vocabulary.Weigh(l.Item.Grams)), l.Item.Label));
    }

    static (Vocabulary, float[]) Fit(List<Learnt> learnt, int labels)
    {
        var vocabulary = Vocabulary.Of(
            [.. learnt.Select(l => l.Grams)], [.. learnt.Select(l => l.Label)], labels);
        Vector[] texts = [.. learnt.Select(l => vocabulary.Weigh(l.Grams))];
        var weights = new float[(vocabulary.Grams.Length + 1) * labels];
        for (var label = 0; label < labels; label++)
        {
            var own = LinearClassifier.Separate(
                texts, [.. learnt.Select(l => l.Label == label)], vocabulary.Grams.Length);
            for (var gram = 0; gram < own.Length; gram++)
                weights[(gram * labels) + label] = own[gram];
        }
        return (vocabulary, weights);
    }
}
