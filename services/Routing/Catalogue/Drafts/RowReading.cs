using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>A field of a row that is missing or invalid, and why, in the language asked for.</summary>
sealed record FieldFault(string Field, string Text);

/// <summary>
/// Reads a row of a list from JSON, or says which fields are at fault: all missing ones, else the first that cannot be
/// read, else all that are invalid.
/// </summary>
static class RowReading
{
    public static (object? Row, IReadOnlyList<FieldFault> Faults) Read(
        CatalogueList list, JsonObject json, bool english)
    {
        var missing = list.Columns.Where(c => c.Required && json[c.Name] is null)
            .Select(c => new FieldFault(c.Name, english ? "Required" : "必填，请填写")).ToList();
        if (missing.Count > 0)
            return (null, missing);
        object row;
        try
        {
            row = list.Read(json);
        }
        catch (JsonException wrong)
        {
            var field = wrong.Path?.TrimStart('$', '.').Split('.', '[')[0];
            return (null, [new(field is { Length: > 0 } ? field : list.Columns[0].Name, english
                ? "This value cannot be read here" : "取值不正确，代码只能用字母、数字、点、下划线和连字符")]);
        }
        var errors = Fields.Wrong(row, english);
        return errors is null ? (row, [])
            : (null, [.. errors.Select(e => new FieldFault(e.Key.Split('[')[0], string.Join("；", e.Value)))]);
    }
}
