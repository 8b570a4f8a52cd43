using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>
/// Checks the matters: each is one level below its parent, and each leaf has a lowest level, a grade and a process.
/// </summary>
static class MatterChecks
{
    public static IReadOnlyList<Finding> Of(CatalogueRows rows)
    {
        var items = rows.Matters;
        var known = ByCode.Of(items, m => m.Code);
        var findings = new Findings<MatterRow>(CatalogueLists.Matters, items, m => m.Name);
        findings.Each((m, row) =>
        {
            // A level exactly one below the parent's also rules out a cycle of parents.
            if (m.Parent is { } parent && !known.ContainsKey(parent))
                findings.Unknown(row, "parent", parent.Value);
            else if ((m.Parent is { } up ? known[up].Level : 0) + 1 is var level && level != m.Level)
                findings.Add(row, "level", "level_wrong", $"“{m.Name}”的层级须为{level}",
                    $"{m.Name} must have level {level}");
            foreach (var missing in Missing(m))
                findings.Add(row, missing, "leaf_incomplete",
                    $"具体事项“{m.Name}”必须填写“{CatalogueLists.Matters.Columns.First(c => c.Name == missing).Chinese}”",
                    $"the leaf {m.Name} needs {missing}");
            if (m.Keywords?.Any(k => k.Length is 0 or > 30) is true)
                findings.Add(row, "keywords", "keyword_length", "关键词须为1至30个字", "a keyword has 1 to 30 characters");
            if (m.ForeignCodes?.FirstOrDefault(code => !HasTable(code)) is { } bare)
                findings.Add(row, "foreignCodes", "foreign_code_shape", $"外部编码“{bare}”没有写明编码表",
                    $"the foreign code {bare} names no table");
        });
        return findings.All;
    }

    static IEnumerable<string> Missing(MatterRow m)
    {
        if (m.Level < MatterRow.Leaf)
            yield break;
        if (m.Lowest is null)
            yield return "lowest";
        if (m.Grade is null)
            yield return "grade";
        if (m.Process is null)
            yield return "process";
    }

    static bool HasTable(string code) =>
        code.Length <= 100 && code.IndexOf(':', StringComparison.Ordinal) is var at && at > 0 && at < code.Length - 1;
}
