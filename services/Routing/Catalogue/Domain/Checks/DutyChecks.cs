using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>The duties: known leaves and owners, one lead for each matter and division, an owner everywhere.</summary>
static class DutyChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var matters = ByCode.Of(rows.Matters, m => m.Code);
        var organisations = ByCode.Of(rows.Organisations, o => o.Code);
        var places = rows.Jurisdictions.Select(j => j.Code).ToHashSet();
        var leads = new HashSet<(MatterId, JurisdictionId?)>();
        var findings = new Findings<DutyRow>(
            CatalogueLists.Duties, rows.Duties, d => matters.GetValueOrDefault(d.Matter)?.Name ?? d.Matter.Value);
        findings.Each((d, row) =>
        {
            if (d.Jurisdiction is { } place && !places.Contains(place))
                findings.Unknown(row, "jurisdiction", place.Value);
            if (!matters.TryGetValue(d.Matter, out var matter))
            {
                findings.Unknown(row, "matter", d.Matter.Value);
                return;
            }
            if (matter.Level != MatterRow.Leaf)
                findings.Add(row, "matter", "not_a_leaf", $"“{matter.Name}”是事项大类，职责只能落到具体事项",
                    $"{matter.Name} is a group; duties belong to leaves");
            else
                OwnerChecks.Of(findings, row, "owner", d.Owner, d.Role, [matter], organisations);
            if (d.Role == TicketRole.Lead && !leads.Add((d.Matter, d.Jurisdiction)))
                findings.Add(row, "role", "lead_twice", $"“{matter.Name}”有多个主办单位，同一区划只能有一个",
                    $"{matter.Name} has more than one lead");
        });
        foreach (var orphan in Orphans(rows))
            findings.Elsewhere(new(
                CatalogueLists.Matters.Name, orphan.Code.Value, orphan.Name, "code", "lead_missing",
                $"具体事项“{orphan.Name}”（{orphan.Code}）没有主办单位，或有的地方没有", $"the leaf {orphan.Code} has no lead everywhere"));
        return findings.All;
    }

    /// <summary>Leaves that somewhere have no lead.</summary>
    static IEnumerable<MatterRow> Orphans(CatalogueRows rows)
    {
        var leads = rows.Duties.Where(d => d.Role == TicketRole.Lead).ToLookup(d => d.Matter, d => d.Jurisdiction);
        var below = rows.Jurisdictions.ToLookup(j => j.Parent, j => j.Code);
        return rows.Matters.Where(m => m.Level == MatterRow.Leaf && !Everywhere(leads[m.Code]));

        bool Everywhere(IEnumerable<JurisdictionId?> led)
        {
            var divisions = led.ToHashSet();
            return divisions.Contains(null) || (divisions.Count > 0 && below[null].All(Covered));

            bool Covered(JurisdictionId division) => divisions.Contains(division)
                || (below[division].Any() && below[division].All(Covered));
        }
    }
}
