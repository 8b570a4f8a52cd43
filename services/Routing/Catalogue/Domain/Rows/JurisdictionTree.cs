namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>The listed jurisdictions (辖区) and how they lie in each other; never changed once made.</summary>
public sealed class JurisdictionTree(IReadOnlyList<JurisdictionRow> rows)
{
    readonly Dictionary<JurisdictionId, JurisdictionRow> jurisdictions = rows.ToDictionary(j => j.Code);

    public IReadOnlyList<JurisdictionRow> Rows => rows;

    /// <summary>
    /// The exact place if it is listed, else the nearest listed jurisdiction around it; null when none is.
    /// </summary>
    public JurisdictionRow? Place(JurisdictionId code)
    {
        for (var length = code.Value.Length; length > 0; length--)
        {
            if (jurisdictions.TryGetValue(new(code.Value[..length]), out var place))
                return place;
        }
        return null;
    }

    /// <summary>The place's name from the county down, such as 会师镇南关社区.</summary>
    public string NameOf(JurisdictionRow place)
    {
        var name = place.Name;
        for (var at = place; at.Level > Level.Township && at.Parent is { } parent; at = jurisdictions[parent])
        {
            if (!jurisdictions.TryGetValue(parent, out var above))
                break;
            name = above.Name + name;
        }
        return name;
    }

    /// <summary>
    /// The jurisdiction of this level in which the place lies; null when the place is not known so exactly.
    /// </summary>
    public JurisdictionRow? Around(JurisdictionRow place, Level level)
    {
        var at = place;
        while (at.Level > level && at.Parent is { } parent && jurisdictions.TryGetValue(parent, out var above))
            at = above;
        return at.Level == level ? at : null;
    }

    /// <summary>One of the two lies in the other, or both are the same.</summary>
    public static bool Nested(JurisdictionId one, JurisdictionId other) => one.IsWithin(other) || other.IsWithin(one);
}
