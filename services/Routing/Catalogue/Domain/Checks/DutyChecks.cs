using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the duties: each names a listed leaf and a listed owner that may handle it, no matter has two leads in one
/// jurisdiction, and every leaf has a lead everywhere.
/// </summary>
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
        foreach (var leaf in WithoutLead(rows))
            findings.Elsewhere(new(
                CatalogueLists.Matters.Name, leaf.Code.Value, leaf.Name, "code", "lead_missing",
                $"具体事项“{leaf.Name}”（{leaf.Code}）没有主办单位，或有的地方没有", $"the leaf {leaf.Code} has no lead everywhere"));
        return findings.All;
    }

    /// <summary>The leaves that have no lead in at least one jurisdiction.</summary>
    static IEnumerable<MatterRow> WithoutLead(CatalogueRows rows)
    {
        var leads = rows.Duties.Where(d => d.Role == TicketRole.Lead).ToLookup(d => d.Matter, d => d.Jurisdiction);
        var children = rows.Jurisdictions.ToLookup(j => j.Parent, j => j.Code);
        return rows.Matters.Where(m => m.Level == MatterRow.Leaf && !LedEverywhere(leads[m.Code]));

        bool LedEverywhere(IEnumerable<JurisdictionId?> led)
        {
            var divisions = led.ToHashSet();
            return divisions.Contains(null) || (divisions.Count > 0 && children[null].All(Covered));

            // A jurisdiction is covered by a lead of its own, or if all that lie directly in it are covered.
            bool Covered(JurisdictionId division) => divisions.Contains(division)
                || (children[division].Any() && children[division].All(Covered));
        }
    }
}
