using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>The rosters: known organisations, and nobody twice on duty in one mode at one time.</summary>
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
            if (periods.Exists(p => Meet(p, r)))
                findings.Add(row, "from", "days_overlap", $"{r.OfficerName}同一模式下的值班时间重叠",
                    $"{r.OfficerName} is on duty twice at once");
            periods.Add(r);
        });
        return findings.All;
    }

    // Whoever is on duty until eight is not at eight.
    static bool Meet(RosterRow one, RosterRow other) =>
        (one.From ?? DateTimeOffset.MinValue) < (other.Until ?? DateTimeOffset.MaxValue)
        && (other.From ?? DateTimeOffset.MinValue) < (one.Until ?? DateTimeOffset.MaxValue);
}
