using System.Diagnostics;
using System.Text.Json;
using CsvHelper;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Benchmarks.Classify;

/// <summary>How well the suggestion of a matter does on messages that it has not seen.</summary>
static class ClassifyRun
{
    /// <summary>Everything that was tested, and how long a message took.</summary>
    public sealed record Outcome(IReadOnlyList<(Example Example, Trial Trial, Guess Guess)> Tests, double Milliseconds)
    {
        public Quality Figures { get; } = Quality.Of([.. Tests.Select(t => t.Trial)]);
    }

    public static int Run(string[] args)
    {
        ClassifyOptions options;
        try
        {
            options = ClassifyOptions.Read(args);
        }
        catch (ArgumentException problem)
        {
            Console.Error.WriteLine($"{problem.Message}\n{ClassifyOptions.Usage}");
            return 2;
        }
        try
        {
            var train = options.Train.SelectMany(ClassifyFile.Read).ToList();
            var test = ClassifyFile.Read(options.Test);
            // Rather now than after minutes of work.
            if (options.Report is { } early)
                File.WriteAllText(early, "");
            List<Outcome> whole, clean = [];
            if (options.Folds is { } folds)
                (whole, clean) = InFolds(train, test, folds);
            else
            {
                WarnOfTwins(train, test);
                whole = [Try(train, test)];
            }
            if (options.Report is { } report)
                File.WriteAllText(report, ClassifyReport.Of(whole, clean));
            Console.WriteLine(JsonSerializer.Serialize(Line(whole, clean), JsonSerializerOptions.Web));
            return 0;
        }
        catch (Exception problem) when (
            problem is InvalidDataException or CsvHelperException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    /// <summary>Trains on the one and tests on the other.</summary>
    static Outcome Try(List<Example> train, List<Example> test)
    {
        if (train.Select(e => e.Label).Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            throw new InvalidDataException("What is trained on bears one label only, so that there is nothing to tell "
                + "apart. Give --train files with at least two.");
        }
        var model = TextTraining.Train(train);
        Report.Say($"Trained on {train.Count} messages, {model.Vocabulary.Grams.Length} grams, threshold "
            + $"{model.Threshold:f2}; held out within the training: {JsonSerializer.Serialize(model.HeldOut)}");
        // Compiled code is what counts, as in a process that has run for a while.
        foreach (var example in test.Take(100))
            model.Suggest(example.Text);
        var watch = Stopwatch.StartNew();
        var guesses = test.Select(example => model.Suggest(example.Text)).ToList();
        var milliseconds = watch.Elapsed.TotalMilliseconds / test.Count;
        return new([.. test.Zip(guesses, (e, g) => (e, Trial.Of(e.Label, g), g))], milliseconds);
    }

    static (List<Outcome> Whole, List<Outcome> Clean) InFolds(List<Example> train, List<Example> test, int folds)
    {
        // Which texts are twins is found by the texts alone, over everything.
        var groups = NearDuplicates.Groups([.. train.Concat(test).Select(e => e.Text)]);
        var parts = Parts(test, folds);
        if (parts.Distinct().Count() < folds)
            throw new InvalidDataException($"No label has {folds} messages to test on. Ask for fewer --folds.");
        var (whole, clean) = (new List<Outcome>(), new List<Outcome>());
        for (var fold = 0; fold < folds; fold++)
        {
            var part = Enumerable.Range(0, test.Count).Where(i => parts[i] == fold).ToList();
            var tested = part.Select(i => groups[train.Count + i]).ToHashSet();
            var others = train.Select((example, i) => (example, group: groups[i]))
                .Concat(test.Select((example, i) => (example, group: groups[train.Count + i]))
                    .Where((_, i) => parts[i] != fold))
                .ToList();
            List<Example> asked = [.. part.Select(i => test[i])];
            whole.Add(Try([.. others.Select(o => o.example)], asked));
            clean.Add(Try([.. others.Where(o => !tested.Contains(o.group)).Select(o => o.example)], asked));
        }
        return (whole, clean);
    }

    // Who tests on what was trained on is pleased too soon.
    static void WarnOfTwins(List<Example> train, List<Example> test)
    {
        var groups = NearDuplicates.Groups([.. train.Concat(test).Select(e => e.Text)]);
        var known = groups.Take(train.Count).ToHashSet();
        var twins = groups.Skip(train.Count).Count(known.Contains);
        if (twins > 0)
            Report.Say($"{twins} of the {test.Count} messages tested on stand among those trained on as well, nearly "
                + "word for word: on new messages it does worse. --folds shows both figures.");
    }

    // Each label is spread evenly; the same each time.
    static int[] Parts(List<Example> test, int folds)
    {
        var parts = new int[test.Count];
        foreach (var label in Enumerable.Range(0, test.Count).GroupBy(i => test[i].Label, StringComparer.Ordinal))
        {
            var members = label.ToArray();
            new Shuffle(3).Mix(members);
            for (var i = 0; i < members.Length; i++)
                parts[members[i]] = i % folds;
        }
        return parts;
    }

    static Dictionary<string, object> Line(List<Outcome> whole, List<Outcome> clean)
    {
        var line = Means(whole);
        if (clean.Count > 0)
        {
            line["folds"] = whole.Count;
            line["withoutTwins"] = Means(clean);
        }
        return line;
    }

    static Dictionary<string, object> Means(List<Outcome> outcomes) => new()
    {
        ["macroF1"] = Mean(outcomes, o => o.Figures.MacroF1),
        ["accuracy"] = Mean(outcomes, o => o.Figures.Accuracy),
        ["top3"] = Mean(outcomes, o => o.Figures.Top3),
        ["ece"] = Mean(outcomes, o => o.Figures.Ece),
        ["abstained"] = Mean(outcomes, o => o.Figures.Abstained),
        ["msPerMessage"] = Mean(outcomes, o => o.Milliseconds),
    };

    static double Mean(List<Outcome> outcomes, Func<Outcome, double> figure) => Math.Round(outcomes.Average(figure), 4);
}
