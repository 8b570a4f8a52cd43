using System.Globalization;

namespace Dispatch.Demo;

/// <summary>A mistake of whoever calls the program: the sentence is shown, without a stack.</summary>
public sealed class MistakeException(string message) : Exception(message);

/// <summary>The words of the command line: <c>--name value</c> and <c>--flag</c>.</summary>
public sealed class Options
{
    static readonly string[] Flags = ["empty", "whistle"];
    static readonly string[] Values = ["address", "state", "sample", "admin-password", "file", "count", "rate"];

    readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    public Options(IEnumerable<string> words)
    {
        var queue = new Queue<string>(words);
        while (queue.TryDequeue(out var word))
        {
            var parts = word.Split('=', 2);
            var name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "";
            if (Flags.Contains(name))
                given[name] = "yes";
            else if (!Values.Contains(name))
                throw new MistakeException(
                    $"I do not know '{word}'. Known: {string.Join(", ", Values.Concat(Flags).Select(v => "--" + v))}.");
            else if (parts.Length == 2)
                given[name] = parts[1];
            else
                given[name] = queue.TryDequeue(out var value)
                    ? value
                    : throw new MistakeException($"--{name} needs a value.");
        }
    }

    public bool Empty => given.ContainsKey("empty");

    public bool Whistle => given.ContainsKey("whistle");

    public string? File => given.GetValueOrDefault("file");

    public Uri Address => new(Required("address"));

    public string State => Required("state");

    public string Sample => given.GetValueOrDefault("sample") ?? Path.Combine(AppContext.BaseDirectory, "sample");

    /// <summary>
    /// In the environment rather than on the command line, where every user of the machine could read it.
    /// </summary>
    public string AdminPassword => given.GetValueOrDefault("admin-password")
        ?? Environment.GetEnvironmentVariable("Dispatch__FirstAdminPassword")
        ?? throw new MistakeException(
            "The first administrator's password is missing: set Dispatch__FirstAdminPassword.");

    public int? Count => given.TryGetValue("count", out var text)
        ? int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new MistakeException("--count needs a number above 0.")
        : null;

    /// <summary>Cases a second.</summary>
    public double Rate => !given.TryGetValue("rate", out var text) ? 10
        : double.TryParse(text, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 10_000
            ? rate
            : throw new MistakeException("--rate needs a number of cases a second, above 0.");

    string Required(string name) => given.GetValueOrDefault(name)
        ?? throw new MistakeException($"--{name} is missing.");
}
