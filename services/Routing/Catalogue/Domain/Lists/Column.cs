using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>How a column's cells are read and written.</summary>
public enum ColumnKind { Text, Word, Number, Date, Time, List, Words }

/// <summary>One column of a list: a field of its rows, and how people write it in a sheet.</summary>
/// <param name="Name">The field's name in JSON, which is also its English title.</param>
/// <param name="Chinese">Its title in Chinese.</param>
/// <param name="Key">Part of what tells one row from another.</param>
/// <param name="Required">A row cannot be without it.</param>
/// <param name="Choices">What a word may be; other texts may stand beside them in a column of text.</param>
public sealed partial record Column(
    string Name, string Chinese, ColumnKind Kind, bool Key, bool Required, ImmutableArray<Choice> Choices)
{
    static readonly DateTime FirstOfSheets = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Reads a cell; null when it says nothing.</summary>
    /// <param name="cell">What stands in the cell: a day may be a number of days, as sheets keep it.</param>
    /// <exception cref="FormatException">It cannot be read so; the message says in Chinese what may stand there.
    /// </exception>
    public JsonNode? Read(string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0)
            return null;
        return Kind switch
        {
            ColumnKind.Number => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
                : throw new FormatException("须为整数"),
            ColumnKind.Date => Day(text).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ColumnKind.Time => Iso(Time(text)),
            ColumnKind.Word => Known(text),
            ColumnKind.List => new JsonArray([.. Parts(text).Select(part => (JsonNode)(Word(part) ?? part))]),
            ColumnKind.Words => new JsonArray([.. Parts(text).Select(part => (JsonNode)Known(part))]),
            _ => Word(text) ?? text,
        };
    }

    /// <summary>Writes a cell so that <see cref="Read"/> gives the same again.</summary>
    public string Write(JsonNode? value, bool english) => value switch
    {
        null => "",
        JsonArray many => string.Join(';', many.Select(part => Separators().Replace(Say(part!, english), @"\$0"))),
        _ when Kind == ColumnKind.Time => DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture)
            .ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Say(value, english),
    };

    /// <summary>One way to write a moment, so that two of them can be compared as text.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);

    string Say(JsonNode value, bool english)
    {
        var text = value.ToString();
        return english ? text : Choices.FirstOrDefault(c => c.Word == text)?.Chinese ?? text;
    }

    string Known(string text) => Word(text)
        ?? throw new FormatException($"只能填写{string.Join("、", Choices.Select(c => c.Chinese))}");

    string? Word(string text) => Choices.FirstOrDefault(c =>
        c.Chinese == text || c.Word.Equals(text, StringComparison.OrdinalIgnoreCase))?.Word;

    static IEnumerable<string> Parts(string text) => Split().Split(text)
        .Select(part => Escaped().Replace(part, "$1").Trim()).Where(part => part.Length > 0);

    static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, DayShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateTime.TryParseExact(text, SheetTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? DateOnly.FromDateTime(time)
        : OfSheet(text) is { } moment ? DateOnly.FromDateTime(moment)
        : throw new FormatException("须为日期，如2026-12-01");

    // A moment without an offset is China's.
    static DateTimeOffset Time(string text) =>
        DateTime.TryParseExact(text, TimeShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new(local, ChinaTime.Offset)
        : text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact
        : OfSheet(text) is { } moment ? new(moment, ChinaTime.Offset)
        : throw new FormatException("须为时间，如2026-12-01 08:30");

    static DateTime? OfSheet(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 200_000
            ? FirstOfSheets.AddSeconds(Math.Round(days * 86_400)) : null;

    static readonly string[] DayShapes = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    // A day with an hour, as it is read from a workbook.
    const string SheetTime = "yyyy-MM-dd HH:mm:ss";

    static readonly string[] TimeShapes =
    [
        "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy-M-d", "yyyy/M/d",
        "yyyy年M月d日 H:mm", "yyyy年M月d日",
    ];

    [GeneratedRegex(@"(?<!\\)[;；\n]")]
    private static partial Regex Split();

    [GeneratedRegex(@"[;；\n]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\\([;；\n])")]
    private static partial Regex Escaped();
}

/// <summary>A word that may stand in a column, and how it is written in Chinese.</summary>
public sealed record Choice(string Word, string Chinese);
