using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the one-things: each has something by which it is found, and organisations that are listed, act at the place
/// and are named once.
/// </summary>
static class OneThingChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var matters = ByCode.Of(rows.Matters, m => m.Code);
        var organisations = ByCode.Of(rows.Organisations, o => o.Code);
        var places = ByCode.Of(rows.Jurisdictions, j => j.Code);
        var names = new HashSet<(JurisdictionId, string)>();
        var findings = new Findings<OneThingRow>(CatalogueLists.OneThings, rows.OneThings, o => o.Name);
        findings.Each((o, row) =>
        {
            if (!names.Add((o.Jurisdiction, o.Name)))
                findings.Add(row, "name", "name_twice", $"同一区划已有名为“{o.Name}”的一件事", $"{o.Name} stands twice there");
            if (o.Matters is not { Count: > 0 } && o.Keywords is not { Count: > 0 })
                findings.Add(row, "matters", "nothing_matches", $"“{o.Name}”既没有事项也没有关键词",
                    $"{o.Name} has neither a matter nor a keyword");
            foreach (var code in o.Matters ?? [])
            {
                if (!matters.TryGetValue(code, out var matter))
                    findings.Unknown(row, "matters", code.Value);
                else if (matter.Level != MatterRow.Leaf)
                    findings.Add(row, "matters", "not_a_leaf", $"“{matter.Name}”是事项大类，一件事只能对应具体事项",
                        $"{matter.Name} is a group; a one-thing is for leaves");
            }
            if (Repeated(o.Matters) is { } twice)
                findings.Add(row, "matters", "named_twice", $"事项“{twice}”重复", $"{twice} is named twice");
            if (o.Keywords?.Any(k => k.Length is 0 or > 30) is true)
                findings.Add(row, "keywords", "keyword_length", "关键词须为1至30个字", "a keyword has 1 to 30 characters");
            var place = places.GetValueOrDefault(o.Jurisdiction);
            if (place is null)
                findings.Unknown(row, "jurisdiction", o.Jurisdiction.Value);
            Acts(row, "lead", o.Lead, place);
            foreach (var assistant in o.Assisting)
                Acts(row, "assisting", assistant, place);
            if (o.Assisting.Contains(o.Lead))
                findings.Add(row, "assisting", "lead_assists", $"牵头单位{NameOf(o.Lead)}又是配合单位",
                    $"{o.Lead} leads and assists");
            if (Repeated(o.Assisting) is { } again)
                findings.Add(row, "assisting", "named_twice", $"配合单位{NameOf(again)}重复", $"{again} is named twice");
        });
        return findings.All;

        // An organisation acts within its own jurisdiction: one of a township cannot be called by all the others.
        void Acts(int row, string field, OrganisationId code, JurisdictionRow? place)
        {
            if (!organisations.TryGetValue(code, out var organisation))
                findings.Unknown(row, field, code.Value);
            else if (place is not null && !place.Code.IsWithin(organisation.Jurisdiction))
                findings.Add(row, field, "does_not_reach", $"{organisation.Name}的辖区不包括{place.Name}全境",
                    $"{organisation.Name} does not act in all of {place.Name}");
        }

        string NameOf(OrganisationId code) => organisations.GetValueOrDefault(code)?.Name ?? code.Value;
    }

    static T? Repeated<T>(IEnumerable<T>? items) where T : struct
    {
        var seen = new HashSet<T>();
        foreach (var item in items ?? [])
        {
            if (!seen.Add(item))
                return item;
        }
        return null;
    }
}
