using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the rules: references are listed, dates are in order, the shield allows the owners, and no two equally
/// specific rules that can hold for one case name different leads.
/// </summary>
static class RuleChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var matters = ByCode.Of(rows.Matters, m => m.Code);
        var children = rows.Matters.Where(m => m.Parent is not null).ToLookup(m => m.Parent!.Value);
        var organisations = ByCode.Of(rows.Organisations, o => o.Code);
        var places = rows.Jurisdictions.Select(j => j.Code).ToHashSet();
        var conflicts = new RuleConflicts(rows, matters);
        var findings = new Findings<RuleRow>(CatalogueLists.Rules, rows.Rules, r => r.Name);
        findings.Each((r, row) =>
        {
            if (r.Jurisdiction is { } place && !places.Contains(place))
                findings.Unknown(row, "jurisdiction", place.Value);
            if (r.From > r.Until)
                findings.Add(row, "until", "days_wrong", "截止日早于起始日", "it ends before it begins");
            var matter = r.Matter is { } code ? matters.GetValueOrDefault(code) : null;
            if (r.Matter is not null && matter is null)
                findings.Unknown(row, "matter", r.Matter.Value.Value);
            // A rule without a matter may name a township: the shield is then applied to each case.
            MatterRow[] named = matter is null ? [] : [matter, .. Descendants(matter)];
            OwnerChecks.Of(findings, row, "lead", r.Lead, TicketRole.Lead, named, organisations);
            foreach (var assistant in r.Assisting ?? [])
                OwnerChecks.Of(findings, row, "assisting", assistant, TicketRole.Assisting, named, organisations);

            if (conflicts.Rival(row) is { } rival)
                findings.Add(row, "lead", "rule_conflict",
                    $"与规则“{rival.Name}”（{rival.Code}）同样具体、条件和日期重叠，主办单位却不同",
                    $"it is as specific as {rival.Code} and meets it, but names another lead");
        });
        return findings.All;

        // Each matter once: a draft may hold a circle of parents, which another check reports.
        List<MatterRow> Descendants(MatterRow matter)
        {
            var seen = new HashSet<MatterId> { matter.Code };
            List<MatterRow> below = [.. children[matter.Code].Where(m => seen.Add(m.Code))];
            for (var at = 0; at < below.Count; at++)
                below.AddRange(children[below[at].Code].Where(m => seen.Add(m.Code)));
            return below;
        }
    }
}
