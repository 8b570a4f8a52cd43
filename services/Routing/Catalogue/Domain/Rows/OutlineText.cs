using System.ComponentModel.DataAnnotations;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>Reads the borders of jurisdictions from WKT.</summary>
/// <remarks>
/// The WKT reader is recursive, so a deeply nested text would overflow the stack and end the process. Only text that
/// looks like a polygon and is not deeply nested is given to it.
/// </remarks>
public static class OutlineText
{
    // A multipolygon nests its coordinates three parentheses deep.
    const int MaxDepth = 4;

    /// <summary>
    /// True if the text begins with POLYGON or MULTIPOLYGON, and its parentheses are balanced and not nested deeply.
    /// </summary>
    public static bool Shaped(string outline)
    {
        var text = outline.AsSpan().TrimStart();
        if (!text.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("MULTIPOLYGON", StringComparison.OrdinalIgnoreCase))
            return false;
        var depth = 0;
        foreach (var character in text)
        {
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth is < 0 or > MaxDepth)
                return false;
        }
        return depth == 0;
    }

    /// <summary>The geometry, which need not be valid; null if the text is not WKT of a polygon.</summary>
    public static Geometry? Read(string outline)
    {
        if (!Shaped(outline))
            return null;
        try
        {
            return new WKTReader().Read(outline);
        }
        // One unreadable border in the catalogue must not prevent the others from being read.
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }
}

/// <summary>Accepts null, an empty text, or text that <see cref="OutlineText.Shaped"/> accepts.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class OutlineAttribute : ValidationAttribute
{
    public OutlineAttribute() => ErrorMessage = "边界须为WKT格式的POLYGON或MULTIPOLYGON，请改正或清空该栏"
        + "|The outline must be a POLYGON or MULTIPOLYGON in WKT; mend or clear it";

    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || OutlineText.Shaped(text);
}
