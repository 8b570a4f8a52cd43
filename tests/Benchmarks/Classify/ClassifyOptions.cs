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
          --report FILE  writes the confusion table and the worst examples there as well
        """;

    /// <returns>Null when it cannot be understood.</returns>
    public static ClassifyOptions? Read(string[] args)
    {
        var train = new List<string>();
        string? test = null, report = null;
        int? folds = null;
        if (args.Length % 2 != 0)
            return null;
        for (var i = 0; i < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--train": train.Add(args[i + 1]); break;
                case "--test": test = args[i + 1]; break;
                case "--report": report = args[i + 1]; break;
                case "--folds" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var n) && n > 1:
                    folds = n;
                    break;
                default: return null;
            }
        }
        return test is null || (train.Count == 0 && folds is null) ? null : new(train, test, folds, report);
    }
}
