using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the responsibilities: each function stands at a listed organisation or jurisdiction that has such a function,
/// one person holds it at a time, and somebody else is the deputy.
/// </summary>
static class ResponsibilityChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var organisations = ByCode.Of(rows.Organisations, o => o.Code);
        var places = ByCode.Of(rows.Jurisdictions, j => j.Code);
        var before = new Dictionary<(ResponsibleFunction, OrganisationId?, JurisdictionId?), List<ResponsibilityRow>>();
        var findings = new Findings<ResponsibilityRow>(
            CatalogueLists.Responsibilities, rows.Responsibilities, r => WhereOf(r) + r.Function.Chinese());
        findings.Each((r, row) =>
        {
            Where(r, row);
            if (r.Deputy == r.Account)
                findings.Add(row, "deputy", "deputy_is_holder", $"代理人就是责任人“{r.Account}”本人",
                    $"{r.Account} is his own deputy");
            if ((r.AbsentFrom is null) != (r.AbsentUntil is null))
                findings.Add(row, r.AbsentFrom is null ? "absentFrom" : "absentUntil", "absence_incomplete",
                    "缺岗起始日和截止日须同时填写或同时留空", "an absence has its first and its last day");
            if (r.AbsentFrom > r.AbsentUntil)
                findings.Add(row, "absentUntil", "days_wrong", "缺岗截止日早于起始日", "the absence ends before it begins");
            if (r.From > r.Until)
                findings.Add(row, "until", "days_wrong", "任职截止日早于起始日", "it ends before it begins");
            var function = (r.Function, r.Organisation, r.Jurisdiction);
            if (!before.TryGetValue(function, out var held))
                before[function] = held = [];
            if (held.Find(other => Overlap(other, r)) is { } rival)
                findings.Add(row, "from", "days_overlap",
                    $"与“{rival.Account}”的任职时间重叠，{WhereOf(r)}{r.Function.Chinese()}同一时间只能有一人",
                    $"{rival.Account} holds the same function on the same days");
            held.Add(r);
        });
        return findings.All;

        void Where(ResponsibilityRow r, int row)
        {
            var (needed, other) = r.Function.IsOfOrganisation()
                ? ("organisation", "jurisdiction") : ("jurisdiction", "organisation");
            if (needed == "organisation" ? r.Organisation is null : r.Jurisdiction is null)
                findings.Add(row, needed, "place_missing", $"{r.Function.Chinese()}须填写{Title(needed)}",
                    $"this function needs {needed}");
            if (needed == "organisation" ? r.Jurisdiction is not null : r.Organisation is not null)
                findings.Add(row, other, "place_not_needed", $"{r.Function.Chinese()}不填{Title(other)}",
                    $"this function has no {other}");
            if (r.Organisation is { } organisation && !organisations.ContainsKey(organisation))
                findings.Unknown(row, "organisation", organisation.Value);
            if (r.Jurisdiction is not { } code)
                return;
            if (!places.TryGetValue(code, out var place))
                findings.Unknown(row, "jurisdiction", code.Value);
            else if (r.Function == ResponsibleFunction.CountyLeader
                && place.Level is not (Level.County or Level.Township))
                findings.Add(row, "jurisdiction", "level_wrong", $"包乡县领导只能填县或乡镇，{place.Name}不是",
                    $"a county's leader answers for a county or township; {place.Name} is neither");
            else if (r.Function == ResponsibleFunction.TownshipLeader && place.Level != Level.Village)
                findings.Add(row, "jurisdiction", "level_wrong", $"包村班子成员只能填村（社区），{place.Name}不是",
                    $"a township's leader answers for a village; {place.Name} is none");
        }

        string WhereOf(ResponsibilityRow r) =>
            r.Organisation is { } unit ? organisations.GetValueOrDefault(unit)?.Name ?? unit.Value
            : r.Jurisdiction is { } place ? places.GetValueOrDefault(place)?.Name ?? place.Value : "";
    }

    static string Title(string field) => CatalogueLists.Responsibilities.Columns.First(c => c.Name == field).Chinese;

    // Both days are inclusive: who leaves on the 31st and who comes on the 1st do not overlap.
    static bool Overlap(ResponsibilityRow one, ResponsibilityRow other) =>
        (one.From ?? DateOnly.MinValue) <= (other.Until ?? DateOnly.MaxValue)
        && (other.From ?? DateOnly.MinValue) <= (one.Until ?? DateOnly.MaxValue);
}
