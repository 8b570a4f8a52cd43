using System.Globalization;
using System.Text;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Benchmarks.Classify;

/// <summary>The readable report: what was taken for what, and where the model was surest and wrong.</summary>
static class ClassifyReport
{
    const int Worst = 30;
    const int Shown = 120;

    public static string Of(IReadOnlyList<ClassifyRun.Outcome> whole, IReadOnlyList<ClassifyRun.Outcome> clean)
    {
        var text = new StringBuilder("# Suggestion of the matter\n");
        Add(text, "Trained on everything given", whole);
        if (clean.Count > 0)
            Add(text, "Trained on nothing that is the same message as one of the test", clean);
        return text.ToString();
    }

    static void Add(StringBuilder text, string title, IReadOnlyList<ClassifyRun.Outcome> outcomes)
    {
        var tests = outcomes.SelectMany(o => o.Tests).ToList();
        var trials = tests.Select(t => t.Trial).ToList();
        Line(text, $"\n## {title}\n");
        foreach (var (outcome, i) in outcomes.Select((o, i) => (o, i)))
        {
            var f = outcome.Figures;
            Line(text, $"- Part {i + 1}: {outcome.Tests.Count} messages, macro-F1 {f.MacroF1:f4}, accuracy "
                + $"{f.Accuracy:f4}, top 3 {f.Top3:f4}, calibration error {f.Ece:f4}, abstained {f.Abstained:f4}, "
                + $"{outcome.Milliseconds:f3} ms a message");
        }
        var answered = trials.Where(t => !t.Abstained).ToList();
        Line(text, $"\nAnswered {answered.Count} of {trials.Count}, of these right "
            + $"{(answered.Count == 0 ? 0 : answered.Average(t => t.Rank == 1 ? 1.0 : 0)):f4}.\n");
        Confusion(text, trials);
        Reliability(text, trials);
        Line(text, "\n### Worst examples: the surest of the wrong\n");
        foreach (var (example, trial, guess) in tests.Where(t => t.Trial.Rank > 1)
            .OrderByDescending(t => t.Trial.Probability).Take(Worst))
        {
            Line(text, $"- {trial.Label} was taken for {trial.Guessed} ({trial.Probability:f2}; right one came "
                + $"{trial.Rank}.) by {string.Join("、", guess.Phrases)}: "
                + example.Text[..Math.Min(Shown, example.Text.Length)].ReplaceLineEndings(" "));
        }
    }

    static void Confusion(StringBuilder text, List<Trial> trials)
    {
        var labels = trials.SelectMany(t => (string[])[t.Label, t.Guessed]).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        Line(text, $"| it was \\ taken for | {string.Join(" | ", labels)} | recall |");
        Line(text, $"|---|{string.Concat(labels.Select(_ => "---|"))}---|");
        foreach (var label in labels)
        {
            var row = trials.Where(t => t.Label == label).ToList();
            var cells = labels.Select(l => row.Count(t => t.Guessed == l).ToString(CultureInfo.InvariantCulture));
            var recall = row.Count == 0 ? 0 : row.Average(t => t.Rank == 1 ? 1.0 : 0);
            Line(text, $"| {label} | {string.Join(" | ", cells)} | {recall:f3} |");
        }
    }

    static void Reliability(StringBuilder text, List<Trial> trials)
    {
        Line(text, $"\nAll parts together: calibration error {Quality.Of(trials).Ece:f4}.\n");
        Line(text, "| said | messages | probability on average | share right |\n|---|---|---|---|");
        foreach (var tenth in trials.GroupBy(t => Math.Min(9, (int)(t.Probability * 10))).OrderBy(g => g.Key))
        {
            Line(text, $"| {tenth.Key * 10}–{(tenth.Key * 10) + 10} % | {tenth.Count()} | "
                + $"{tenth.Average(t => t.Probability):f3} | {tenth.Average(t => t.Rank == 1 ? 1.0 : 0):f3} |");
        }
    }

    static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
