using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using NetTopologySuite.Geometries;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the jurisdictions: each parent is listed and of a higher level, each code begins with its parent's, and each
/// border is a valid polygon.
/// </summary>
static class DivisionChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var items = rows.Jurisdictions;
        var known = ByCode.Of(items, j => j.Code);
        var findings = new Findings<JurisdictionRow>(CatalogueLists.Jurisdictions, items, j => j.Name);
        findings.Each((j, row) =>
        {
            findings.Aliases(row, j.Aliases);
            if (j.Outline is { Length: > 0 } outline && Problem(outline) is { } wrong)
                findings.Add(row, "outline", "outline_invalid", $"{j.Name}的边界不正确：{wrong.Chinese}",
                    $"the outline of {j.Name} is not valid: {wrong.English}");
            if (j.Parent is not { } parent)
                return;
            // A level strictly below the parent's also rules out a cycle of parents.
            if (!known.TryGetValue(parent, out var above))
                findings.Unknown(row, "parent", parent.Value);
            else if (above.Level >= j.Level)
                findings.Add(row, "level", "level_wrong", $"{j.Name}的层级须低于上级{above.Name}",
                    $"{j.Name} must lie below its parent's level");
            else if (!j.Code.Value.StartsWith(parent.Value, StringComparison.Ordinal))
                findings.Add(row, "code", "code_not_below_parent", $"区划代码{j.Code}须以上级代码{parent}开头",
                    $"the code {j.Code} must begin with its parent's, {parent}");
        });
        return findings.All;
    }

    static (string Chinese, string English)? Problem(string outline)
    {
        if (OutlineText.Read(outline) is not { } read)
            return ("须为WKT格式的POLYGON或MULTIPOLYGON", "it must be a POLYGON or MULTIPOLYGON in WKT");
        if (read is not (Polygon or MultiPolygon) || read.IsEmpty)
            return ("不是面", "it is no polygon");
        var box = read.EnvelopeInternal;
        if (box.MinX < -180 || box.MaxX > 180 || box.MinY < -90 || box.MaxY > 90)
            return ("超出经纬度范围，经度须在前", "it lies outside the globe; longitude comes first");
        return read.IsValid ? null : ("边线自交或内环越界", "its border crosses itself");
    }
}
