using Dispatch.Routing.Catalogue.Domain.Rows;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Finds the jurisdictions in which a point lies, by the borders in the catalogue.</summary>
/// <remarks>
/// Latitude and longitude are in degrees, in the datum of the borders: CGCS2000, which agrees with the WGS 84 of
/// telephones to within a metre. Chinese web maps give GCJ-02 (火星坐标), which is 100 to 700 m off; a point taken from one
/// must be converted first, because nothing here can tell the two apart.
/// </remarks>
public sealed class Borders
{
    /// <summary>In degrees, about 200 m: the error of a telephone's position and a drawn border.</summary>
    const double Tolerance = 0.002;

    readonly STRtree<(JurisdictionRow Jurisdiction, IPreparedGeometry Border)> tree = new();
    readonly Dictionary<JurisdictionId, IPreparedGeometry> borders = [];

    public Borders(IEnumerable<JurisdictionRow> jurisdictions)
    {
        foreach (var jurisdiction in jurisdictions.Where(d => d.Outline is not null))
        {
            if (Read(jurisdiction.Outline!) is not { } outline)
                continue;
            var prepared = PreparedGeometryFactory.Prepare(outline);
            borders[jurisdiction.Code] = prepared;
            tree.Insert(outline.EnvelopeInternal, (jurisdiction, prepared));
        }
        if (borders.Count > 0)
            tree.Build();
    }

    /// <summary>True if at least one border is known.</summary>
    public bool Any => borders.Count > 0;

    /// <summary>The lowest-level jurisdictions that contain the point; several if it lies on their border.</summary>
    public IReadOnlyList<JurisdictionRow> At(double latitude, double longitude)
    {
        if (!Any)
            return [];
        var point = new Point(longitude, latitude);
        var around = tree.Query(point.EnvelopeInternal).Where(t => t.Border.Covers(point))
            .Select(t => t.Jurisdiction).ToList();
        return [.. around.Where(d => d.Level == around.Max(a => a.Level))
            .OrderBy(d => d.Code.Value, StringComparer.Ordinal)];
    }

    /// <summary>The neighbours at the same level that are within the tolerance of the point.</summary>
    public IReadOnlyList<JurisdictionRow> Beside(JurisdictionRow jurisdiction, double latitude, double longitude)
    {
        var point = new Point(longitude, latitude);
        var around = point.EnvelopeInternal.Copy();
        around.ExpandBy(Tolerance);
        return
        [
            .. tree.Query(around)
                .Where(t => t.Jurisdiction.Level == jurisdiction.Level && t.Jurisdiction.Code != jurisdiction.Code
                    && t.Border.Geometry.IsWithinDistance(point, Tolerance))
                .Select(t => t.Jurisdiction).OrderBy(d => d.Code.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// True if the point lies in the jurisdiction or within the tolerance of it. Without a border of its own, that of
    /// the nearest ancestor is used; null if none is known.
    /// </summary>
    public bool? Fits(JurisdictionTree jurisdictions, JurisdictionId code, double latitude, double longitude)
    {
        for (var at = jurisdictions.Place(code); at is not null;
            at = at.Parent is { } parent && jurisdictions.Place(parent) is { } above && above.Level < at.Level
                ? above : null)
        {
            if (borders.TryGetValue(at.Code, out var border))
                return border.Geometry.IsWithinDistance(new Point(longitude, latitude), Tolerance);
        }
        return null;
    }

    /// <summary>True if the outline is WKT of a valid, non-empty polygon or multipolygon.</summary>
    public static bool Readable(string outline) => Read(outline) is not null;

    static Geometry? Read(string outline) =>
        OutlineText.Read(outline) is IPolygonal and Geometry { IsEmpty: false, IsValid: true } geometry
            ? geometry : null;
}
