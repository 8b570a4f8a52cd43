using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>Finds the organisation that a text names, by its name or an alias.</summary>
public sealed class OrganisationNames
{
    readonly WordIndex<OrganisationRow> names;

    public OrganisationNames(CatalogueRows rows)
    {
        var places = rows.Jurisdictions.ToDictionary(j => j.Code, j => j.Name);
        names = new(rows.Organisations.SelectMany(o =>
            Names(o, places.GetValueOrDefault(o.Jurisdiction) ?? "").Select(name => (name, o))));
    }

    /// <summary>The organisation with the longest name in the text; null if none is named.</summary>
    public OrganisationRow? In(string text) =>
        names.In(text).OrderByDescending(n => n.Word.Length).Select(n => n.Of).FirstOrDefault();

    // People leave out the county's name: 水务局 for 会宁县水务局.
    static IEnumerable<string> Names(OrganisationRow of, string county) => (of.Aliases ?? []).Append(of.Name)
        .Concat(county.Length > 0 && of.Name.StartsWith(county, StringComparison.Ordinal)
            ? [of.Name[county.Length..]] : [])
        .Where(name => name.Length > 2).Distinct(StringComparer.Ordinal);
}
