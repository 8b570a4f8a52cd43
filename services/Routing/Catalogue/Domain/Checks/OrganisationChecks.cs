using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the organisations: at least one is a centre, each jurisdiction and parent is listed, and no parents form a
/// cycle.
/// </summary>
static class OrganisationChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var items = rows.Organisations;
        var known = ByCode.Of(items, o => o.Code);
        var places = rows.Jurisdictions.Select(j => j.Code).ToHashSet();
        var findings = new Findings<OrganisationRow>(CatalogueLists.Organisations, items, o => o.Name);
        if (items.All(o => o.Kind != OrganisationKind.Centre))
            findings.Whole("no_centre", "单位清单中至少要有一个综治中心，作为兜底单位",
                "the list must hold at least one centre, which is the backstop");
        findings.Each((o, row) =>
        {
            findings.Aliases(row, o.Aliases);
            if (!places.Contains(o.Jurisdiction))
                findings.Unknown(row, "jurisdiction", o.Jurisdiction.Value);
            if (o.Parent is { } parent && !known.ContainsKey(parent))
                findings.Unknown(row, "parent", parent.Value);
            else if (HasCycle(o, known))
                findings.Add(row, "parent", "cycle", $"{o.Name}的上级关系成环", $"the parents of {o.Name} form a circle");
        });
        return findings.All;
    }

    /// <summary>Duties and rules whose owner or lead is not listed any more.</summary>
    public static IEnumerable<Finding> InUse(CatalogueRows rows)
    {
        var known = rows.Organisations.Select(o => o.Code.Value).ToHashSet(StringComparer.Ordinal);
        bool IsMissing(string owner) => !PlaceRule.Is(owner) && !known.Contains(owner);
        Finding InUseBy(string owner, string chinese, string english) =>
            new(CatalogueLists.Organisations.Name, null, null, null, "owner_in_use", $"{owner}{chinese}",
                $"{owner} {english}");
        return rows.Duties.Where(d => IsMissing(d.Owner)).Select(d => InUseBy(
                d.Owner, $"仍在权责清单中承担事项{d.Matter}，请先调整权责清单", $"still owes {d.Matter}; change the duties first"))
            .Concat(rows.Rules.Where(r => IsMissing(r.Lead)).Select(r => InUseBy(
                r.Lead, $"仍是派单规则{r.Code}的主办单位，请先调整规则", $"still leads by rule {r.Code}; change the rules first")));
    }

    static bool HasCycle(OrganisationRow from, Dictionary<OrganisationId, OrganisationRow> known)
    {
        var at = from;
        for (var steps = 0; at.Parent is { } up && known.TryGetValue(up, out var above); at = above)
        {
            if (++steps > known.Count)
                return true;
        }
        return false;
    }
}
