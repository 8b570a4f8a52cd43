using System.Globalization;

namespace Dispatch.Demo.Sample;

/// <summary>One case of the sample, and how far it has come.</summary>
/// <param name="State">The state to bring it to: the last step that is taken.</param>
/// <param name="OccurredAt">UTC; so many days before the sample was first loaded.</param>
public sealed record SampleCase(
    int Index, string Channel, string Kind, string Text, string? Address, string? Grid, string? Matter, string? Urgency,
    string Petitioner, string Phone, string State, DateTimeOffset OccurredAt)
{
    public static IReadOnlyList<SampleCase> Read(string sample, DateTimeOffset anchor) =>
        [.. Csv.Read(Path.Combine(sample, "cases.csv")).Select((r, index) => new SampleCase(
            index, r["channel"], r["kind"], r["text"], Blank(r["address"]), Blank(r["grid"]), Blank(r["matter"]),
            Blank(r["urgency"]), r["petitioner"], r["phone"], r["state"],
            // Some minutes apart, so that no two are said to have happened at the same moment.
            anchor - TimeSpan.FromDays(
                int.Parse(r["daysago"], CultureInfo.InvariantCulture)) - TimeSpan.FromMinutes(60 + index * 7 % 600)))];

    static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>Whether the state to bring it to is one of these.</summary>
    public bool Reaches(params string[] states) => states.Contains(State);
}
