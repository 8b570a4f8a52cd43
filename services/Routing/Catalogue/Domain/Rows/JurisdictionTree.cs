namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>The listed jurisdictions and which lies in which; immutable.</summary>
public sealed class JurisdictionTree(IReadOnlyList<JurisdictionRow> rows)
{
    readonly Dictionary<JurisdictionId, JurisdictionRow> jurisdictions = rows.ToDictionary(j => j.Code);

    public IReadOnlyList<JurisdictionRow> Rows => rows;

    /// <summary>
    /// The jurisdiction with this code, else the smallest listed one around it, by code prefix; null if there is none.
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

    /// <summary>The place's full name from the township down, such as 会师镇南关社区.</summary>
    public string NameOf(JurisdictionRow place)
    {
        var name = place.Name;
        foreach (var above in Above(place).TakeWhile(above => above.Level >= Level.Township))
            name = above.Name + name;
        return name;
    }

    /// <summary>
    /// The place itself or its ancestor at this level; null if there is none, as when the place is of a higher level.
    /// </summary>
    public JurisdictionRow? Around(JurisdictionRow place, Level level)
    {
        var at = Above(place).Prepend(place).FirstOrDefault(one => one.Level <= level);
        return at?.Level == level ? at : null;
    }

    // A parent is of a higher level: so no circle of parents, which a draft may hold, is walked for ever.
    IEnumerable<JurisdictionRow> Above(JurisdictionRow place)
    {
        for (var at = place; at.Parent is { } parent && jurisdictions.TryGetValue(parent, out var above)
            && above.Level < at.Level; at = above)
            yield return above;
    }

    /// <summary>True if one lies within the other, or both are the same.</summary>
    public static bool Nested(JurisdictionId one, JurisdictionId other) => one.IsWithin(other) || other.IsWithin(one);
}
