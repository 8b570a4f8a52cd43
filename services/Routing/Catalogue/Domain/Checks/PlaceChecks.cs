using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Checks the gazetteer: each place lies in a listed township, village or grid.</summary>
static class PlaceChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var places = ByCode.Of(rows.Jurisdictions, j => j.Code);
        var findings = new Findings<PlaceRow>(CatalogueLists.Places, rows.Places, p => p.Name);
        findings.Each((p, row) =>
        {
            findings.Aliases(row, p.Aliases);
            if (!places.TryGetValue(p.Jurisdiction, out var division))
                findings.Unknown(row, "jurisdiction", p.Jurisdiction.Value);
            else if (division.Level < Level.Township)
                findings.Add(row, "jurisdiction", "level_wrong", $"“{p.Name}”须落到乡镇、村或网格，不能只到{division.Name}",
                    $"{p.Name} must lie in a township, village or grid");
        });
        return findings.All;
    }
}
