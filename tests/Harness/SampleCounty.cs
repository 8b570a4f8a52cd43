using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Harness;

/// <summary>Loads <c>deploy/sample</c> through the public API, as an administrator would.</summary>
static class SampleCounty
{
    public static async Task Load(HttpClient admin)
    {
        await Put(admin, "routing/jurisdictions", Items("jurisdictions"));
        await Put(admin, "routing/organisations", Items("organisations"));
        await Put(admin, "routing/matters", Items("matters"));
        await Put(admin, "routing/duties", Items("duties"));
        await Put(admin, "routing/places", Items("places"));
        await Put(admin, "routing/one-things", Items("oneThings"));
        await Put(admin, "routing/responsibilities", Items("responsibilities"));
        foreach (var file in Directory.EnumerateFiles(Repository.Path("deploy", "sample", "calendar"), "*.json"))
        {
            using var year = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            await Put(admin, "escalation/calendar/" + Path.GetFileNameWithoutExtension(file), year.RootElement);
        }
    }

    static object Items(string list)
    {
        var lines = File.ReadAllLines(Repository.Path("deploy", "sample", list + ".csv"));
        var columns = lines[0].Split(',');
        return new
        {
            items = lines.Skip(1).Where(line => line.Length > 0).Select(line => Row(columns, line.Split(','))).ToList(),
            why = "示范数据",
        };
    }

    static Dictionary<string, object> Row(string[] columns, string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new FormatException($"{columns.Length} columns, {cells.Length} cells: {string.Join(',', cells)}");
        var row = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (column, cell) in columns.Zip(cells).Where(pair => pair.Second.Length > 0))
        {
            row[column] = column switch
            {
                "kinds" or "keywords" or "aliases" or "foreignCodes" or "matters" or "assisting" => cell.Split(';'),
                // Matters have numbered levels, jurisdictions named ones.
                "level" when int.TryParse(cell, CultureInfo.InvariantCulture, out var level) => level,
                _ => cell,
            };
        }
        return row;
    }

    static async Task Put(HttpClient admin, string list, object body)
    {
        using var answer = await admin.PutAsJsonAsync("/api/" + list, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{list} was refused: {await answer.Content.ReadAsStringAsync()}");
    }
}
