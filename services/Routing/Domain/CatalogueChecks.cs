namespace Dispatch.Routing.Domain;

/// <summary>Whether a new list can stand beside the others; the first row at fault is named.</summary>
public static class CatalogueChecks
{
    public static Refusal? Jurisdictions(IReadOnlyList<JurisdictionRow> items)
    {
        if (Twice(items, j => j.Code) is { } twice)
            return twice;
        var known = items.ToDictionary(j => j.Code);
        return First(items, (j, row) =>
        {
            if (j.Parent is not { } parent)
                return null;
            if (!known.TryGetValue(parent, out var above))
                return Unknown(row, "parent", parent.Value);
            if (above.Level >= j.Level)
                return Bad(row, "level", "level_wrong",
                    $"{j.Name}的层级须低于上级{above.Name}", $"{j.Name} must lie below its parent's level");
            return j.Code.Value.StartsWith(parent.Value, StringComparison.Ordinal) ? null : Bad(
                row, "code", "code_not_below_parent", $"区划代码{j.Code}须以上级代码{parent}开头",
                $"the code {j.Code} must begin with its parent's, {parent}");
        });
    }

    public static Refusal? Organisations(IReadOnlyList<OrganisationRow> items, CatalogueRows others)
    {
        if (Twice(items, o => o.Code) is { } twice)
            return twice;
        var known = items.ToDictionary(o => o.Code);
        var places = others.Jurisdictions.Select(j => j.Code).ToHashSet();
        if (items.All(o => o.Kind != OrganisationKind.Centre))
            return Whole("no_centre",
                "单位清单中至少要有一个综治中心，作为兜底单位", "the list must hold at least one centre, which is the backstop");
        var owed = others.Duties.FirstOrDefault(d => !PlaceRule.Is(d.Owner) && !known.ContainsKey(new(d.Owner)));
        if (owed is not null)
            return Whole("owner_in_use",
                $"职责清单仍由{owed.Owner}承担事项{owed.Matter}，请先调整职责清单",
                $"{owed.Owner} still owes {owed.Matter}; change the duties first");
        return First(items, (o, row) =>
            !places.Contains(o.Jurisdiction) ? Unknown(row, "jurisdiction", o.Jurisdiction.Value)
            : o.Parent is { } parent && !known.ContainsKey(parent) ? Unknown(row, "parent", parent.Value)
            : Circles(o, at => at.Parent is { } up ? known.GetValueOrDefault(up) : null, items.Count) ? Bad(
                row, "parent", "cycle", $"{o.Name}的上级关系成环", $"the parents of {o.Name} form a circle")
            : null);
    }

    public static Refusal? Matters(IReadOnlyList<MatterRow> items)
    {
        if (Twice(items, m => m.Code) is { } twice)
            return twice;
        var known = items.ToDictionary(m => m.Code);
        return First(items, (m, row) =>
        {
            if (m.Parent is { } parent && !known.ContainsKey(parent))
                return Unknown(row, "parent", parent.Value);
            var above = m.Parent is { } up ? known[up].Level : 0;
            if (m.Level != above + 1)
                return Bad(row, "level", "level_wrong",
                    $"“{m.Name}”的层级须为{above + 1}", $"{m.Name} must have level {above + 1}");
            var missing = m.Level < MatterRow.Leaf ? null
                : m.Lowest is null ? "lowest"
                : m.Grade is null ? "grade"
                : m.Process is null ? "process"
                : null;
            if (missing is not null)
                return Bad(row, missing, "leaf_incomplete",
                    $"具体事项“{m.Name}”必须填写{missing}", $"the leaf {m.Name} needs {missing}");
            return m.Keywords?.Any(k => k.Length is 0 or > 30) is true
                ? Bad(row, "keywords", "keyword_length", "关键词须为1至30个字", "a keyword has 1 to 30 characters")
                : null;
        });
    }

    public static Refusal? Duties(IReadOnlyList<DutyRow> items, CatalogueRows others)
    {
        if (Twice(items, d => (d.Matter, d.Owner)) is { } twice)
            return twice;
        var matters = others.Matters.ToDictionary(m => m.Code);
        var organisations = others.Organisations.ToDictionary(o => o.Code);
        var leads = items.Where(d => d.Role == TicketRole.Lead).GroupBy(d => d.Matter)
            .ToDictionary(g => g.Key, g => g.Count());
        var wrong = First(items, (d, row) =>
        {
            if (!matters.TryGetValue(d.Matter, out var matter))
                return Unknown(row, "matter", d.Matter.Value);
            if (matter.Level != MatterRow.Leaf)
                return Bad(row, "matter", "not_a_leaf",
                    $"“{matter.Name}”是事项大类，职责只能落到具体事项", $"{matter.Name} is a group; duties belong to leaves");
            if (leads.GetValueOrDefault(d.Matter) > 1 && d.Role == TicketRole.Lead)
                return Bad(row, "role", "lead_twice",
                    $"“{matter.Name}”有多个主办单位，只能有一个", $"{matter.Name} has more than one lead");
            if (PlaceRule.Is(d.Owner))
                return Level(d.Owner) is { } level && Shield(matter, level, d.Role) ? Shielded(row, matter) : null;
            return !organisations.TryGetValue(new(d.Owner), out var owner) ? Unknown(row, "owner", d.Owner)
                : Owners.Shielded(matter, owner, d.Role) ? Shielded(row, matter) : null;
        });
        var orphan = others.Matters.FirstOrDefault(m => m.Level == MatterRow.Leaf && !leads.ContainsKey(m.Code));
        return wrong ?? (orphan is null ? null : Whole(
            "lead_missing", $"具体事项“{orphan.Name}”（{orphan.Code}）没有主办单位", $"the leaf {orphan.Code} has no lead"));
    }

    static Level? Level(string rule) => rule switch
    {
        PlaceRule.Township => Contracts.Level.Township,
        PlaceRule.Village => Contracts.Level.Village,
        _ => null,
    };

    static bool Shield(MatterRow matter, Level level, TicketRole role) =>
        Owners.Shielded(matter, new(default, "", default, level, default, null), role);

    static bool Circles<T>(T from, Func<T, T?> up, int most) where T : class
    {
        var at = up(from);
        for (var steps = 0; at is not null; at = up(at))
        {
            if (++steps > most)
                return true;
        }
        return false;
    }

    static Refusal? Twice<T, TKey>(IReadOnlyList<T> items, Func<T, TKey> key) where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        return First(items, (item, row) => seen.Add(key(item)) ? null : Bad(
            row, "code", "duplicate_code",
            $"{key(item)}重复", $"{key(item)} stands twice"));
    }

    static Refusal? First<T>(IReadOnlyList<T> items, Func<T, int, Refusal?> check) =>
        items.Select(check).FirstOrDefault(refusal => refusal is not null);

    static Refusal Unknown(int row, string field, string value) =>
        Bad(row, field, "unknown_reference", $"{field}“{value}”不存在", $"{field} \"{value}\" does not exist");

    static Refusal Shielded(int row, MatterRow matter) => Bad(
        row, "owner", "shield", $"“{matter.Name}”最低由{Say.LevelName(matter.Lowest!.Value)}办理，不得列给更低层级（为基层减负）",
        $"{matter.Name} may not be handled at so low a level");

    static Refusal Bad(int row, string field, string code, string chinese, string english) => new(
        RefusalKind.Invalid, code, $"第{row + 1}行{chinese}，请改正后重新提交。",
        $"Row {row + 1}: {english}; correct it and send again.", $"items[{row}].{field}");

    static Refusal Whole(string code, string chinese, string english) =>
        new(RefusalKind.Invalid, code, chinese + "。", english + ".", "items");
}
