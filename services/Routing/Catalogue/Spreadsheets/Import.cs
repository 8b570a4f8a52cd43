using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Drafts;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>What a file wants, or every reason why it cannot be taken.</summary>
sealed class Import
{
    const int Most = 1_000;

    // To be mended in another list, which may come with the next file.
    static readonly string[] Elsewhere = ["lead_missing", "no_centre"];

    readonly List<ImportedList> lists = [];

    public Import(
        CatalogueRows standing, IReadOnlyList<(CatalogueList List, Sheet Sheet)> parts, string leaveOut, bool replace,
        bool english)
    {
        foreach (var (list, sheet) in parts.OrderBy(p => CatalogueLists.All.IndexOf(p.List)))
        {
            var rows = list.Of(standing).ToDictionary(list.Key, list.Write, StringComparer.Ordinal);
            var read = new ImportedList(list, sheet, rows, LeftOutOf(list, leaveOut, parts.Count), english);
            lists.Add(read);
            Wishes.AddRange(read.Rows.Select(row => new Wish(list, row.Key, row.Value)));
            if (replace)
                Wishes.AddRange(rows.Keys
                    .Where(key => read.NumberOf(key) is null && !read.LeftOutKeys.Contains(key))
                    .Select(key => new Wish(list, key, null)));
        }
        var faults = lists.SelectMany(l => l.Faults).Concat(Findings(standing))
            .OrderBy(f => parts.ToList().FindIndex(p => p.List.Name == f.List)).ThenBy(f => f.Row).ToList();
        if (faults.Count > 0)
            Refusal = Faulty(faults);
    }

    public List<Wish> Wishes { get; } = [];

    public Refusal? Refusal { get; }

    public int Rows => lists.Sum(l => l.Count);

    public IReadOnlyList<LeftOutRow> LeftOut => [.. lists.SelectMany(l => l.LeftOut)];

    /// <summary>What the checks of the whole catalogue find in rows of the file.</summary>
    IEnumerable<SheetFault> Findings(CatalogueRows standing)
    {
        var after = Draft.Apply(standing, Wishes.Select(w => new CatalogueChange(w.List.Name, w.Key, null, w.Row)));
        foreach (var read in lists)
        {
            foreach (var found in CatalogueChecks.Of(read.List.Name, after))
            {
                if (found.List == read.List.Name && read.NumberOf(found.Key) is { } number
                    && !Elsewhere.Contains(found.Code) && !FollowsFromAnother(read, found))
                    yield return new(read.List.Name, number, read.TitleOf(found.Field), found.Chinese, found.Remedy);
            }
        }
    }

    bool FollowsFromAnother(ImportedList read, Finding found) =>
        found is { Code: "unknown_reference", Key: { } key, Field: { } field }
        && read.Rows.GetValueOrDefault(key)?[field]?.ToString() is { } value
        && lists.Exists(l => l.FaultyKeys.Contains(value));

    static HashSet<int> LeftOutOf(CatalogueList list, string leaveOut, int parts) =>
    [
        .. from part in leaveOut.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let named = part.Split(':')
           where named.Length == 2 ? named[0] == list.Name : parts == 1
           where int.TryParse(named[^1], out _)
           select int.Parse(named[^1], System.Globalization.CultureInfo.InvariantCulture),
    ];

    static Refusal Faulty(List<SheetFault> faults)
    {
        var rows = faults.Select(f => (f.List, f.Row)).Distinct().Count();
        return new(
            RefusalKind.Invalid, "import_faults", $"文件中有{rows}行有问题，没有导入任何内容。请改正后重新上传，或选择不导入这些行。",
            $"{rows} rows are at fault and nothing was taken in; mend them, or leave them out on purpose.", "file")
        { Details = faults.Take(Most).ToList() };
    }
}
