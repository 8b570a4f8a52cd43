using System.ComponentModel.DataAnnotations;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>Reads the borders of divisions from WKT.</summary>
/// <remarks>
/// The reader follows nested geometries by calling itself, and a text that nests them deeply would end the process:
/// nothing comes before it that is not shaped as a polygon.
/// </remarks>
public static class OutlineText
{
    // A multipolygon's coordinates lie three deep.
    const int Deepest = 4;

    /// <summary>Whether the text begins as a polygon or multipolygon and is no deeper than one.</summary>
    public static bool Shaped(string outline)
    {
        var text = outline.AsSpan().TrimStart();
        if (!text.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("MULTIPOLYGON", StringComparison.OrdinalIgnoreCase))
            return false;
        var depth = 0;
        foreach (var sign in text)
        {
            depth += sign switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth is < 0 or > Deepest)
                return false;
        }
        return depth == 0;
    }

    /// <summary>The geometry that the text says, sound or not; null when it says none.</summary>
    public static Geometry? Read(string outline)
    {
        if (!Shaped(outline))
            return null;
        try
        {
            return new WKTReader().Read(outline);
        }
        // What stands in the catalogue must never keep the borders of the others from being read.
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }
}

/// <summary>A field that holds a border as a polygon or multipolygon in WKT, if anything.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class OutlineAttribute : ValidationAttribute
{
    public OutlineAttribute() => ErrorMessage = "边界须为WKT格式的POLYGON或MULTIPOLYGON，请改正或清空该栏"
        + "|The outline must be a POLYGON or MULTIPOLYGON in WKT; mend or clear it";

    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || OutlineText.Shaped(text);
}
