using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>
/// How a column's cells are read and written: as free text, one word of an enum, an integer, a day, a moment, several
/// texts or several words.
/// </summary>
public enum ColumnKind { Text, Word, Number, Date, Time, List, Words }

/// <summary>One column of a list: a field of its rows, and how people write it in a spreadsheet.</summary>
/// <param name="Name">The field's name in JSON, which is also the English title.</param>
/// <param name="Chinese">The Chinese title.</param>
/// <param name="Key">True for a part of the row's key.</param>
/// <param name="Required">True if every row must have a value.</param>
/// <param name="Choices">
/// The words that the column accepts. A column of free text with choices, such as an owner, accepts other texts too.
/// </param>
public sealed partial record Column(
    string Name, string Chinese, ColumnKind Kind, bool Key, bool Required, ImmutableArray<Choice> Choices)
{
    // Day 0 of the serial dates in spreadsheets.
    static readonly DateTime SerialDayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Reads a cell; null if it is blank.</summary>
    /// <param name="cell">
    /// The cell's text. Words may be English or Chinese, lists are separated by semicolons or line breaks, and days and
    /// moments may be a spreadsheet's serial number.
    /// </param>
    /// <exception cref="FormatException">
    /// The cell does not fit the column; the message says in Chinese what is expected.
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

    /// <summary>Writes a cell that <see cref="Read"/> reads back as the same value.</summary>
    /// <param name="english">True to write words in English, else in Chinese.</param>
    public string Write(JsonNode? value, bool english) => value switch
    {
        null => "",
        JsonArray many => string.Join(';', many.Select(part => Separators().Replace(Label(part!, english), @"\$0"))),
        _ when Kind == ColumnKind.Time => DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture)
            .ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Label(value, english),
    };

    /// <summary>A moment in UTC to the second, always written alike, so that two can be compared as text.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);

    string Label(JsonNode value, bool english)
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
        DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateTime.TryParseExact(text, SheetTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? DateOnly.FromDateTime(time)
        : FromSerial(text) is { } moment ? DateOnly.FromDateTime(moment)
        : throw new FormatException("须为日期，如2026-12-01");

    // A moment without an offset is in China's time.
    static DateTimeOffset Time(string text) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new(local, ChinaTime.Offset)
        : text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact
        : FromSerial(text) is { } moment ? new(moment, ChinaTime.Offset)
        : throw new FormatException("须为时间，如2026-12-01 08:30");

    static DateTime? FromSerial(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 200_000
            ? SerialDayZero.AddSeconds(Math.Round(days * 86_400)) : null;

    static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    // A day with an hour, as it is read from a workbook.
    const string SheetTime = "yyyy-MM-dd HH:mm:ss";

    static readonly string[] TimeFormats =
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

/// <summary>A word that a column accepts.</summary>
/// <param name="Word">As in JSON.</param>
/// <param name="Chinese">As people read and write it in a spreadsheet.</param>
public sealed record Choice(string Word, string Chinese);
