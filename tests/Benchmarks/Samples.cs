using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace Dispatch.Benchmarks;

/// <summary>The sample county's lists and cases.</summary>
static class Samples
{
    const string County = "620422";

    public sealed record Case(
        string Channel, string Kind, string Text, string Address, string Grid, string Matter, string Urgency,
        string Petitioner, string Phone);

    static readonly Lazy<IReadOnlyList<Case>> All = new(() => [.. Rows("cases.csv").Select(row => new Case(
        row["channel"], row["kind"], row["text"], row["address"], row["grid"].Length > 0 ? row["grid"] : County,
        row["matter"], row["urgency"], row["petitioner"], row["phone"]))]);

    public static IReadOnlyList<Case> Cases => All.Value;

    /// <summary>
    /// Every other with its matter chosen, where the sample has one: those without are decided by their words.
    /// </summary>
    public static byte[] Registration(int number)
    {
        var sample = Cases[number % Cases.Count];
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            channel = sample.Channel,
            kind = sample.Kind,
            text = string.Create(CultureInfo.InvariantCulture, $"{sample.Text}（第{number}次反映）"),
            petitioner = new { name = sample.Petitioner, phone = Phone(number), confidential = number % 20 == 0 },
            place = new { address = sample.Address, grid = sample.Grid },
            matter = number / Cases.Count % 2 == 0 && sample.Matter.Length > 0 ? sample.Matter : null,
            urgency = sample.Urgency.Length > 0 ? sample.Urgency : null,
        }, ContractJson.Options);
    }

    /// <summary>What Intake publishes for such a case, about 1 KB.</summary>
    public static CaseRegistered Event(int number, DateTimeOffset now)
    {
        var sample = Cases[number % Cases.Count];
        return new(
            new(EventId.New(), 1, CaseId.New(), CaseNumber.New(now), now,
                new(new("operator1"), "范雨桐", new("620422-hotline")), null),
            Enum.Parse<Channel>(sample.Channel, ignoreCase: true), Enum.Parse<CaseKind>(sample.Kind, ignoreCase: true),
            Urgency.Normal, sample.Text, new(new(sample.Grid), sample.Address, null, null),
            sample.Matter.Length > 0 ? new(sample.Matter) : null, now, [new("registered", "来电登记")]);
    }

    public static string Phone(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"139{number % 100_000_000:D8}");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var reader = new CsvReader(new StreamReader(Repository.Path("deploy", "sample", file)),
            CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
            rows.Add(reader.HeaderRecord!.ToDictionary(name => name, name => reader.GetField(name) ?? "",
                StringComparer.Ordinal));
        return rows;
    }
}
