using System.IO.Compression;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// Finds out what a file is by its first bytes, and reads it: CSV, Excel (.xlsx, or .xls since Excel 97), or a ZIP of
/// CSV files.
/// </summary>
public static class SheetFile
{
    /// <exception cref="UnreadableSheetException">It is none of them, or too large.</exception>
    public static IReadOnlyList<Sheet> Read(string name, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK"u8))
            return Unpack(bytes);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return WorkbookReader.Read(XlsCheck.Workbook(bytes));
        return [Csv(name, bytes, new())];
    }

    static Sheet Csv(string name, byte[] bytes, SheetRows rows)
    {
        if (bytes.AsSpan().Contains((byte)0))
            throw new UnreadableSheetException("既不是CSV也不是Excel文件", "It is neither CSV nor Excel");
        CsvSheet.Read(bytes, rows);
        return rows.Take(Path.GetFileNameWithoutExtension(name));
    }

    static List<Sheet> Unpack(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read, false, CsvSheet.Gb18030);
            var archive = new Unpacking(zip);
            if (zip.GetEntry("[Content_Types].xml") is not null)
                return WorkbookReader.Read(new XlsxCheck(archive).Copy());
            var rows = new SheetRows();
            return
            [
                .. zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                    .Select(entry => Csv(entry.Name, archive.Bytes(entry), rows)),
            ];
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new UnreadableSheetException("压缩文件已损坏", "The archive is broken");
        }
    }
}
