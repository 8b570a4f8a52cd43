using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>
/// Describes one list of the catalogue: its columns, and how its rows are read, written and put into a catalogue. The
/// API, drafts, checks and spreadsheets all use this description.
/// </summary>
/// <param name="name">The name in routes and JSON, such as <c>duties</c>.</param>
/// <param name="chinese">The title that people see, such as 权责清单.</param>
public abstract class CatalogueList(string name, string chinese, ImmutableArray<Column> columns)
{
    public string Name => name;

    public string Chinese => chinese;

    public ImmutableArray<Column> Columns => columns;

    public abstract int VersionIn(CatalogueVersions versions);

    /// <summary>The same versions, except for this list's.</summary>
    public abstract CatalogueVersions Versioned(CatalogueVersions versions, int version);

    /// <summary>This list's rows in the catalogue.</summary>
    public abstract IReadOnlyList<object> Of(CatalogueRows rows);

    /// <summary>The catalogue with this list replaced.</summary>
    public abstract CatalogueRows With(CatalogueRows rows, IEnumerable<object> items);

    /// <summary>Identifies a row within the list: its key fields, separated by spaces.</summary>
    public abstract string Key(object row);

    /// <summary>The jurisdiction that the row itself names; null if it names none, as a matter or a roster.</summary>
    public abstract JurisdictionId? JurisdictionOf(object row);

    /// <summary>Reads a row from JSON.</summary>
    /// <exception cref="JsonException">
    /// A field is unknown, missing or has a value that cannot be read; the path names it.
    /// </exception>
    public abstract object Read(JsonNode row);

    /// <summary>
    /// Writes a row as JSON in a canonical form, so that two rows can be compared: null and empty values are left out,
    /// and so are fields that only the platform sets.
    /// </summary>
    public abstract JsonObject Write(object row);
}

/// <inheritdoc cref="CatalogueList"/>
/// <param name="titles">The fields in order with their Chinese titles; <c>*</c> marks the key fields.</param>
public sealed class CatalogueList<T>(
    string name, string chinese, Func<CatalogueVersions, int> version,
    Func<CatalogueVersions, int, CatalogueVersions> versioned, Func<CatalogueRows, IReadOnlyList<T>> of,
    Func<CatalogueRows, IReadOnlyList<T>, CatalogueRows> with, Func<T, JurisdictionId?> jurisdiction,
    params (string Field, string Chinese)[] titles)
    : CatalogueList(name, chinese, [.. titles.Select(title => Describe(title.Field, title.Chinese))]) where T : class
{
    static readonly JsonSerializerOptions Strict =
        new(ContractJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    readonly PropertyInfo[] key =
        [.. titles.Where(title => title.Field[0] == '*').Select(title => Property(title.Field[1..]))];

    public override int VersionIn(CatalogueVersions versions) => version(versions);

    public override CatalogueVersions Versioned(CatalogueVersions versions, int version) =>
        versioned(versions, version);

    public override IReadOnlyList<object> Of(CatalogueRows rows) => of(rows);

    public IReadOnlyList<T> RowsOf(CatalogueRows rows) => of(rows);

    public override CatalogueRows With(CatalogueRows rows, IEnumerable<object> items) =>
        with(rows, [.. items.Cast<T>()]);

    public override string Key(object row) =>
        string.Join(' ', key.Select(part => Text(part.GetValue(row))).Where(part => part is not null));

    public override JurisdictionId? JurisdictionOf(object row) => jurisdiction((T)row);

    public override object Read(JsonNode row) =>
        row.Deserialize<T>(Strict) ?? throw new JsonException("A row is an object.");

    public override JsonObject Write(object row)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode((T)row, ContractJson.Options)!;
        foreach (var (field, value) in json.ToList())
        {
            var column = Columns.FirstOrDefault(c => c.Name == field);
            if (column is null || value is JsonArray { Count: 0 } || value?.ToString() is "")
                json.Remove(field);
            else if (column.Kind == ColumnKind.Time)
                json[field] = Column.Iso(value!.GetValue<DateTimeOffset>());
        }
        return json;
    }

    static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset time => Column.Iso(time),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        _ => value.ToString(),
    };

    static PropertyInfo Property(string field) => typeof(T).GetProperty(
        field, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!;

    static Column Describe(string field, string chinese)
    {
        var name = field.TrimStart('*');
        var property = Property(name);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = type.IsGenericType ? type.GetGenericArguments()[0] : null;
        var kind = element is { IsEnum: true } ? ColumnKind.Words
            : element is not null ? ColumnKind.List
            : type.IsEnum ? ColumnKind.Word
            : type == typeof(int) ? ColumnKind.Number
            : type == typeof(DateOnly) ? ColumnKind.Date
            : type == typeof(DateTimeOffset) ? ColumnKind.Time
            : ColumnKind.Text;
        var required = type == typeof(int) || property.IsDefined(typeof(JsonRequiredAttribute))
            || property.IsDefined(typeof(RequiredAttribute));
        var choices = kind is ColumnKind.Word or ColumnKind.Words ? ListLabels.Of(element ?? type)
            // Where the owner may be whoever has the place, the field is a text and no code.
            : name is "owner" or "lead" or "assisting" && (element ?? type) == typeof(string) ? ListLabels.PlaceRules
            : [];
        return new(name, chinese, kind, field != name, required, choices);
    }
}
