using System.Globalization;

namespace Dispatch.Benchmarks.Classify;

/// <summary>What is to be learnt from, and what is to be told.</summary>
/// <param name="Folds">
/// Null: train on the one, test on the other. Else the test file is dealt into so many parts.
/// </param>
sealed record ClassifyOptions(IReadOnlyList<string> Train, string Test, int? Folds, string? Report)
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- classify --train FILE [--train FILE] --test FILE
          Trains on the one and tests on the other; the files are CSV with the columns text,label, where a text may also
          be its words with spaces between. Prints one JSON line; all figures count the likeliest label, also where the
          model would abstain.
          --folds N      deals the test file into N parts and tests on each in turn, after training on the --train files
                         and the other parts; prints the mean, and under withoutTwins the mean when nothing was trained
                         on that is the same message as one of the test
          --report FILE  writes the confusion table and the worst examples there
        """;

    /// <exception cref="ArgumentException">Says what cannot be understood.</exception>
    public static ClassifyOptions Read(string[] args)
    {
        var train = new List<string>();
        string? test = null, report = null;
        int? folds = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--train": train.Add(value ?? throw Lacking(args[i])); break;
                case "--test": test = value ?? throw Lacking(args[i]); break;
                case "--report": report = value ?? throw Lacking(args[i]); break;
                case "--folds":
                    folds = int.TryParse(value, CultureInfo.InvariantCulture, out var n) && n > 1
                        ? n : throw new ArgumentException("--folds wants a number of parts, at least 2.");
                    break;
                default: throw new ArgumentException($"{args[i]} is no option of classify.");
            }
        }
        return test is null ? throw new ArgumentException("--test FILE is missing: the messages to be told.")
            : train.Count == 0 && folds is null
                ? throw new ArgumentException("--train FILE is missing: the messages to learn from.")
            : new(train, test, folds, report);
    }

    static ArgumentException Lacking(string option) => new($"{option} wants a file's name after it.");
}
