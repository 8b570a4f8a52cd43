using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Whether the lists can stand beside each other; everything that is wrong is named.</summary>
public static class CatalogueChecks
{
    /// <summary>All that is wrong with a catalogue.</summary>
    public static IReadOnlyList<Finding> All(CatalogueRows rows) =>
        [.. CatalogueLists.All.SelectMany(list => Of(list.Name, rows))];

    /// <summary>What is wrong with one list beside the others.</summary>
    public static IReadOnlyList<Finding> Of(string list, CatalogueRows rows) => list switch
    {
        "jurisdictions" => DivisionChecks.Of(rows),
        "organisations" => OrganisationChecks.Of(rows),
        "matters" => MatterChecks.Of(rows),
        "duties" => DutyChecks.Of(rows),
        "rules" => RuleChecks.Of(rows),
        "rosters" => RosterChecks.Of(rows),
        "places" => PlaceChecks.Of(rows),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "No such list."),
    };

    /// <summary>
    /// Why a list cannot be put in its place while the others stay as they are: the first thing that is wrong.
    /// </summary>
    public static Refusal? Replacing(CatalogueList list, CatalogueRows after)
    {
        var findings = list == CatalogueLists.Organisations
            ? Of(list.Name, after).Concat(OrganisationChecks.InUse(after))
            : Of(list.Name, after);
        return findings.FirstOrDefault()?.ToRefusal(list.Name);
    }
}
