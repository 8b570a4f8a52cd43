using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Dispatch.Routing.Domain.Learning;

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
        if (ClassifyOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine(ClassifyOptions.Usage);
            return 2;
        }
        if (options.Train.Append(options.Test).FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            Console.Error.WriteLine($"There is no file {missing}; give --train and --test a CSV file with the columns "
                + "text,label.");
            return 1;
        }
        try
        {
            var train = options.Train.SelectMany(Examples).ToList();
            var test = Examples(options.Test);
            List<Outcome> whole, clean = [];
            if (options.Folds is { } folds)
                (whole, clean) = InFolds(train, test, folds);
            else
                whole = [Try(train, test)];
            Console.WriteLine(JsonSerializer.Serialize(Line(whole, clean), JsonSerializerOptions.Web));
            if (options.Report is { } report)
                File.WriteAllText(report, ClassifyReport.Of(whole, clean));
            return 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or ArgumentException or IOException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    /// <summary>Trains on the one and tests on the other.</summary>
    static Outcome Try(List<Example> train, List<Example> test)
    {
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
        var groups = Twins.Groups([.. train.Concat(test).Select(e => e.Text)]);
        var parts = Parts(test, folds);
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

    static List<Example> Examples(string file)
    {
        using var reader = new CsvReader(
            new StreamReader(file), new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null });
        reader.Read();
        reader.ReadHeader();
        if (reader.HeaderRecord is not { } header || !header.Contains("text") || !header.Contains("label"))
            throw new InvalidDataException($"{file} has not the columns text,label in its first line.");
        var examples = new List<Example>();
        while (reader.Read())
            examples.Add(new(reader.GetField("text") ?? "", reader.GetField("label") ?? ""));
        return examples.Count > 0 ? examples : throw new InvalidDataException($"{file} holds no messages.");
    }
}
