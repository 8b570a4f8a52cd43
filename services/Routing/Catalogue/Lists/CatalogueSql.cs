using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>SQL that reads and writes the lists, generated from their columns.</summary>
/// <remarks>
/// Tables are named after the list in the singular, columns after the JSON field in snake_case: <c>officerName</c> of
/// <c>rosters</c> is <c>roster.officer_name</c>.
/// </remarks>
static partial class CatalogueSql
{
    /// <summary>The newest version of each list, 0 for none; callers may append a <c>where</c>.</summary>
    public const string Versions = """
        select coalesce(max(version) filter (where list = 'jurisdictions'), 0) as jurisdictions,
               coalesce(max(version) filter (where list = 'organisations'), 0) as organisations,
               coalesce(max(version) filter (where list = 'matters'), 0) as matters,
               coalesce(max(version) filter (where list = 'duties'), 0) as duties,
               coalesce(max(version) filter (where list = 'rules'), 0) as rules,
               coalesce(max(version) filter (where list = 'rosters'), 0) as rosters,
               coalesce(max(version) filter (where list = 'places'), 0) as places,
               coalesce(max(version) filter (where list = 'oneThings'), 0) as one_things,
               coalesce(max(version) filter (where list = 'responsibilities'), 0) as responsibilities
        from catalogue_version
        """;

    static readonly Dictionary<CatalogueList, (string Select, string Insert)> Of =
        CatalogueLists.All.ToDictionary(list => list, list => (MakeSelect(list), MakeInsert(list)));

    /// <summary>Selects the rows of <c>@version</c> in order of their key.</summary>
    public static string Select(CatalogueList list) => Of[list].Select;

    /// <summary>Inserts <c>@items</c>, a JSON array of rows, as version <c>@version</c>.</summary>
    public static string Insert(CatalogueList list) => Of[list].Insert;

    static string MakeSelect(CatalogueList list) => $"""
        select {string.Join(", ", list.Columns.Select(Name))}{(list == CatalogueLists.Duties ? ", since" : "")}
        from {Table(list)} where version = @version
        order by {string.Join(", ", list.Columns.Where(c => c.Key).Select(Name))}
        """;

    static string MakeInsert(CatalogueList list)
    {
        var duties = list == CatalogueLists.Duties;
        var names = string.Join(", ", list.Columns.Select(Name));
        return $"""
            insert into {Table(list)} (version, {names}{(duties ? ", since" : "")})
            select @version, {string.Join(", ", list.Columns.Select(Value))}{(duties ? SinceValue : "")}
            from jsonb_to_recordset(@items::jsonb) as x({string.Join(", ", list.Columns.Select(Typed))})
            {(duties ? JoinPrevious : "")}
            """;
    }

    static string Table(CatalogueList list) => Snake(
        list.Name.EndsWith("ies", StringComparison.Ordinal) ? list.Name[..^3] + "y" : list.Name[..^1]);

    static string Name(Column column) => $"\"{Snake(column.Name)}\"";

    static string Snake(string name) => Upper().Replace(name, "_$0").ToLowerInvariant();

    static string Value(Column column) => column.Name is "kinds" or "keywords"
        ? $"coalesce(x.\"{column.Name}\", '[]')" : $"x.\"{column.Name}\"";

    static string Typed(Column column) => $"\"{column.Name}\" " + column.Kind switch
    {
        ColumnKind.Number => "int",
        ColumnKind.Date => "date",
        ColumnKind.Time => "timestamptz",
        ColumnKind.List or ColumnKind.Words => "jsonb",
        _ => "text",
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();

    // A duty that the previous version already held keeps its start date.
    const string SinceValue = ", coalesce(before.since, v.effective_from)";
    const string JoinPrevious = """
        join catalogue_version v on v.version = @version
        left join duty before on before.version = (
                select max(version) from catalogue_version where list = 'duties' and version < @version)
            and (before.matter, before.owner, before.role) = (x.matter, x.owner, x.role)
            and before.jurisdiction is not distinct from x.jurisdiction
        """;
}
