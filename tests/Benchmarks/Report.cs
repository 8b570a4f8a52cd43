using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Benchmarks;

/// <summary>Results go to standard output, one JSON line each; what is going on goes to standard error.</summary>
static class Report
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The load average tells how much else the machine had to do meanwhile.</summary>
    public static void Line(string result, object figures)
    {
        var line = new JsonObject { ["result"] = result };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(figures, Json)!.AsObject().ToList())
            line[name] = value?.DeepClone();
        line["loadAverage"] = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        Console.WriteLine(line.ToJsonString(Json));
    }

    public static void Say(string text) => Console.Error.WriteLine(
        TimeProvider.System.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture) + text);
}

/// <summary>Medians and percentiles, rounded to what can be told apart.</summary>
static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    public static double Percentile(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1,
            0, sorted.Count - 1)];
    }

    public static double Round(this double value) => value switch
    {
        double.NaN => -1,
        >= 100 => Math.Round(value),
        >= 10 => Math.Round(value, 1),
        _ => Math.Round(value, 2),
    };

    /// <summary>Milliseconds.</summary>
    public static object Latency(IReadOnlyCollection<double> milliseconds) => new
    {
        count = milliseconds.Count,
        p50 = Percentile(milliseconds, 50).Round(),
        p99 = Percentile(milliseconds, 99).Round(),
        max = milliseconds.Count == 0 ? -1 : milliseconds.Max().Round(),
    };
}

/// <summary>What the runs of one call found, for the ratios at the end.</summary>
sealed class Findings
{
    readonly Dictionary<string, double> perSecond = new(StringComparer.Ordinal);

    public void Keep(string what, double rate) => perSecond[what] = rate;

    public void Compare()
    {
        foreach (var (one, other) in new[]
        {
            ("pipeline", "bare"), ("pipeline", "rows200"), ("pipeline", "rows1"), ("pipeline", "messages200"),
                ("pipeline", "messages1"),
            ("bare", "rows200"), ("bare", "messages200"),
        })
        {
            if (perSecond.TryGetValue(one, out var a) && perSecond.TryGetValue(other, out var b))
                Report.Line("ratio", new
                {
                    of = one, to = other, ratio = (a / b).Round(), perSecond = a.Round(),
                    limitPerSecond = b.Round()
                });
        }
    }
}
