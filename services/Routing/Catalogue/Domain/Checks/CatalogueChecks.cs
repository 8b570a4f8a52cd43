using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Checks each list and its references to the others (校核); reports every fault, not only the first.</summary>
public static class CatalogueChecks
{
    /// <summary>The faults of all lists.</summary>
    public static IReadOnlyList<Finding> All(CatalogueRows rows) =>
        [.. CatalogueLists.All.SelectMany(list => Of(list.Name, rows))];

    /// <summary>The faults of one list, given the others.</summary>
    /// <param name="list">The list's name; any other text throws.</param>
    public static IReadOnlyList<Finding> Of(string list, CatalogueRows rows) => list switch
    {
        "jurisdictions" => JurisdictionChecks.Of(rows),
        "organisations" => OrganisationChecks.Of(rows),
        "matters" => MatterChecks.Of(rows),
        "duties" => DutyChecks.Of(rows),
        "rules" => RuleChecks.Of(rows),
        "rosters" => RosterChecks.Of(rows),
        "places" => PlaceChecks.Of(rows),
        "oneThings" => OneThingChecks.Of(rows),
        "responsibilities" => ResponsibilityChecks.Of(rows),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "No such list."),
    };

    /// <summary>
    /// Why a list cannot be replaced while the others stay as they are: its first fault, or null if it can.
    /// </summary>
    /// <param name="after">The catalogue with the list replaced.</param>
    public static Refusal? Replacing(CatalogueList list, CatalogueRows after)
    {
        var findings = list == CatalogueLists.Organisations
            ? Of(list.Name, after).Concat(OrganisationChecks.InUse(after))
            : Of(list.Name, after);
        return findings.FirstOrDefault()?.ToRefusal(list.Name);
    }
}
