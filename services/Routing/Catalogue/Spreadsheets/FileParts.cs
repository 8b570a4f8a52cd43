using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Which sheet of a file is which list.</summary>
static class FileParts
{
    public static Result<List<(CatalogueList List, Sheet Sheet)>> Read(string file, string? list, byte[] bytes)
    {
        if (list is not null && CatalogueLists.Find(list) is null)
            return ListDraftRows.UnknownList;
        try
        {
            var sheets = SheetFile.Read(file, bytes);
            if (list is not null && CatalogueLists.Find(list) is { } one)
                return sheets.Count == 0 ? Unreadable("文件是空的", "The file is empty")
                    : new List<(CatalogueList, Sheet)> { (one, sheets.FirstOrDefault(s => Of(s) == one) ?? sheets[0]) };
            var named = sheets.Where(s => s.Rows.Count > 0).ToList();
            if (named.Find(s => Of(s) is null) is { } stranger)
                return Unreadable(
                    $"“{stranger.Name}”不是清单的名称，请改为：{string.Join("、", CatalogueLists.All.Select(l => l.Chinese))}",
                    $"{stranger.Name} is no list");
            if (named.GroupBy(Of).FirstOrDefault(same => same.Count() > 1) is { } twice)
                return Unreadable($"“{string.Join("”和“", twice.Select(s => s.Name))}”是同一份清单，请合并为一份",
                    $"{twice.Key!.Name} comes twice; make one of them");
            return named.Count == 0 ? Unreadable("文件是空的", "The file is empty")
                : named.Select(s => (Of(s)!, s)).ToList();
        }
        catch (SheetTooLargeException large)
        {
            return new Refusal(
                RefusalKind.Invalid, "file_too_large", large.Chinese + "。", large.Message + ".", "file");
        }
        catch (UnreadableSheetException wrong)
        {
            return Unreadable(wrong.Chinese, wrong.Message);
        }
    }

    static CatalogueList? Of(Sheet sheet) => CatalogueLists.All.FirstOrDefault(
        l => l.Chinese == sheet.Name || l.Name.Equals(sheet.Name, StringComparison.OrdinalIgnoreCase));

    static Refusal Unreadable(string chinese, string english) => new(
        RefusalKind.Invalid, "file_unreadable", $"{chinese}。请检查文件后重新上传。", english + "; check the file.", "file");
}
