using Dispatch.Routing.Catalogue.Domain.Rows;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>In which division a point lies, by the borders that the catalogue holds.</summary>
/// <remarks>
/// A point must be of the datum of the borders: CGCS2000, within a metre WGS 84, as telephones measure it.
/// Chinese maps on the web give GCJ-02 (火星坐标), 100 to 700 m off: who takes a point from one must turn it back
/// first, for nothing here can tell the two apart.
/// </remarks>
public sealed class Borders
{
    /// <summary>In degrees, some 200 m: so far a telephone's position and a drawn border may be off.</summary>
    const double Blur = 0.002;

    readonly STRtree<(JurisdictionRow Division, IPreparedGeometry Border)> tree = new();
    readonly Dictionary<JurisdictionId, IPreparedGeometry> borders = [];

    public Borders(IEnumerable<JurisdictionRow> divisions)
    {
        foreach (var division in divisions.Where(d => d.Outline is not null))
        {
            if (Read(division.Outline!) is not { } outline)
                continue;
            var prepared = PreparedGeometryFactory.Prepare(outline);
            borders[division.Code] = prepared;
            tree.Insert(outline.EnvelopeInternal, (division, prepared));
        }
        if (borders.Count > 0)
            tree.Build();
    }

    public bool Any => borders.Count > 0;

    /// <summary>The smallest divisions whose borders the point lies within; on a border that two share, both.</summary>
    public IReadOnlyList<JurisdictionRow> At(double latitude, double longitude)
    {
        if (!Any)
            return [];
        var point = new Point(longitude, latitude);
        var around = tree.Query(point.EnvelopeInternal).Where(t => t.Border.Covers(point))
            .Select(t => t.Division).ToList();
        return [.. around.Where(d => d.Level == around.Max(a => a.Level))
            .OrderBy(d => d.Code.Value, StringComparer.Ordinal)];
    }

    /// <summary>Other divisions of its level whose border is so near that the point may lie there.</summary>
    public IReadOnlyList<JurisdictionRow> Beside(JurisdictionRow division, double latitude, double longitude)
    {
        var point = new Point(longitude, latitude);
        var around = point.EnvelopeInternal.Copy();
        around.ExpandBy(Blur);
        return
        [
            .. tree.Query(around).Where(t => t.Division.Level == division.Level && t.Division.Code != division.Code
                && t.Border.Geometry.IsWithinDistance(point, Blur)).Select(t => t.Division)
                .OrderBy(d => d.Code.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the point may lie in the division: within its border or so near that nobody can tell; null
    /// when no border is known.</summary>
    public bool? Fits(JurisdictionTree jurisdictions, JurisdictionId code, double latitude, double longitude)
    {
        for (var at = jurisdictions.Place(code); at is not null;
            at = at.Parent is { } parent ? jurisdictions.Place(parent) : null)
        {
            if (borders.TryGetValue(at.Code, out var border))
                return border.Geometry.IsWithinDistance(new Point(longitude, latitude), Blur);
        }
        return null;
    }

    /// <summary>Why an outline cannot be read; null when it can.</summary>
    public static bool Readable(string outline) => Read(outline) is not null;

    static Geometry? Read(string outline) =>
        OutlineText.Read(outline) is IPolygonal and Geometry { IsEmpty: false, IsValid: true } geometry
            ? geometry : null;
}
