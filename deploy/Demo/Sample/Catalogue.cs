using System.Globalization;

namespace Dispatch.Demo.Sample;

/// <summary>An organisation of the sample county.</summary>
public sealed record Organisation(string Code, string Name, OrganisationKind Kind, string Jurisdiction);

/// <summary>The lists of the sample county, sent as the administrator sends them.</summary>
public static class Catalogue
{
    const string Why = "示例县初始清单";

    public static IReadOnlyList<Organisation> Organisations(string sample) =>
        [.. Rows(sample, "organisations").Select(r => new Organisation(
            r["code"], r["name"], Enum.Parse<OrganisationKind>(r["kind"], ignoreCase: true), r["jurisdiction"]))];

    public static async Task Put(Seat admin, string sample, Action<string> say)
    {
        var outlines = Optional(sample, "outlines").ToDictionary(r => r["code"], r => r["outline"]);
        await Put(admin, "jurisdictions", Rows(sample, "jurisdictions").Select(r => new
        {
            code = r["code"], name = r["name"], level = r["level"], parent = Blank(r["parent"]),
            aliases = List(r.GetValueOrDefault("aliases", "")), outline = outlines.GetValueOrDefault(r["code"]),
        }), say);
        await Put(admin, "organisations", Rows(sample, "organisations").Select(r => new
        {
            code = r["code"], name = r["name"], kind = r["kind"], level = r["level"], jurisdiction = r["jurisdiction"],
            parent = Blank(r["parent"]), aliases = List(r.GetValueOrDefault("aliases", "")),
        }), say);
        await Put(admin, "matters", Rows(sample, "matters").Select(r => new
        {
            code = r["code"], name = r["name"], level = int.Parse(r["level"], CultureInfo.InvariantCulture),
            parent = Blank(r["parent"]), kinds = List(r["kinds"]), lowest = Blank(r["lowest"]),
            grade = Blank(r["grade"]), process = Blank(r["process"]), keywords = List(r["keywords"]),
            foreignCodes = List(r.GetValueOrDefault("foreigncodes", "")),
        }), say);
        await Put(admin, "duties", Rows(sample, "duties").Select(r => new
        {
            matter = r["matter"], owner = r["owner"], role = r["role"], basis = Blank(r["basis"]),
        }), say);
        await Put(admin, "rules", Optional(sample, "rules").Select(r => new
        {
            code = r["code"], name = r["name"], matter = Blank(r["matter"]), kind = Blank(r["kind"]),
            urgency = Blank(r["urgency"]), channel = Blank(r["channel"]), jurisdiction = Blank(r["jurisdiction"]),
            words = List(r["words"]), from = Blank(r["from"]), until = Blank(r["until"]), lead = r["lead"],
            assisting = List(r["assisting"]), basis = Blank(r["basis"]),
        }), say);
        await Put(admin, "rosters", Optional(sample, "rosters").Select(r => new
        {
            organisation = r["organisation"], mode = r["mode"], officer = r["officer"], officerName = r["officername"],
            from = Blank(r["from"]), until = Blank(r["until"]),
            capacity = int.Parse(r["capacity"], CultureInfo.InvariantCulture),
        }), say);
        await Put(admin, "places", Optional(sample, "places").Select(r => new
        {
            name = r["name"], kind = r["kind"], jurisdiction = r["jurisdiction"], aliases = List(r["aliases"]),
        }), say);
        await Put(admin, "one-things", Optional(sample, "oneThings").Select(r => new
        {
            code = r["code"], name = r["name"], jurisdiction = r["jurisdiction"], matters = List(r["matters"]),
            keywords = List(r["keywords"]), lead = r["lead"], assisting = List(r["assisting"]),
            whistle = Blank(r["whistle"]), basis = r["basis"],
        }), say);
        await Put(admin, "responsibilities", Optional(sample, "responsibilities").Select(r => new
        {
            organisation = Blank(r["organisation"]), jurisdiction = Blank(r["jurisdiction"]), function = r["function"],
            account = r["account"], deputy = Blank(r["deputy"]), absentFrom = Blank(r["absentfrom"]),
            absentUntil = Blank(r["absentuntil"]), from = Blank(r["from"]), until = Blank(r["until"]),
            basis = r["basis"],
        }), say);
    }

    static async Task Put(Seat admin, string list, IEnumerable<object> items, Action<string> say)
    {
        var put = await admin.Put<Replaced>("/api/routing/" + list, new { items = items.ToList(), why = Why });
        say($"{put.Count} {list}");
    }

    // The reader gives all columns in lower case.
    static List<Dictionary<string, string>> Rows(string sample, string list) =>
        Csv.Read(Path.Combine(sample, list + ".csv"));

    // A county's own folder may do without.
    static List<Dictionary<string, string>> Optional(string sample, string list) =>
        File.Exists(Path.Combine(sample, list + ".csv")) ? Rows(sample, list) : [];

    static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    static string[]? List(string text) =>
        Blank(text)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    sealed record Replaced(int Version, int Count);
}
