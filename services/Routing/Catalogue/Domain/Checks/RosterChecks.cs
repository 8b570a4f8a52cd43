using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the rosters: each organisation is listed, and no officer has overlapping shifts in one mode.
/// </summary>
static class RosterChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var organisations = rows.Organisations.Select(o => o.Code).ToHashSet();
        var before = new Dictionary<(OrganisationId, RosterMode, AccountId), List<RosterRow>>();
        var findings = new Findings<RosterRow>(CatalogueLists.Rosters, rows.Rosters, r => r.OfficerName);
        findings.Each((r, row) =>
        {
            if (!organisations.Contains(r.Organisation))
                findings.Unknown(row, "organisation", r.Organisation.Value);
            if (r.From >= r.Until)
                findings.Add(row, "until", "days_wrong", "结束时间不晚于起始时间", "it ends before it begins");
            var who = (r.Organisation, r.Mode, r.Officer);
            if (!before.TryGetValue(who, out var periods))
                before[who] = periods = [];
            if (periods.Exists(p => Overlap(p, r)))
                findings.Add(row, "from", "days_overlap", $"{r.OfficerName}同一模式下的值班时间重叠",
                    $"{r.OfficerName} is on duty twice at once");
            periods.Add(r);
        });
        return findings.All;
    }

    // The end is exclusive: a shift until eight and one from eight do not overlap.
    static bool Overlap(RosterRow one, RosterRow other) =>
        (one.From ?? DateTimeOffset.MinValue) < (other.Until ?? DateTimeOffset.MaxValue)
        && (other.From ?? DateTimeOffset.MinValue) < (one.Until ?? DateTimeOffset.MaxValue);
}
