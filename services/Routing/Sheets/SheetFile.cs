using System.IO.Compression;

namespace Dispatch.Routing.Sheets;

/// <summary>Finds out what a file is by its first bytes, and reads it: CSV, Excel, or a ZIP of CSV files.</summary>
static class SheetFile
{
    const long MostUnpacked = 64L << 20;

    /// <exception cref="UnreadableSheetException">It is none of them.</exception>
    public static IReadOnlyList<Sheet> Read(string name, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK"u8))
            return Unpack(bytes);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new UnreadableSheetException("这是旧版Excel文件（.xls），请另存为.xlsx或CSV", "Save the .xls file as .xlsx or CSV");
        if (bytes.AsSpan().Contains((byte)0))
            throw new UnreadableSheetException("既不是CSV也不是Excel文件", "It is neither CSV nor Excel");
        return [CsvSheet.Read(Path.GetFileNameWithoutExtension(name), bytes)];
    }

    static List<Sheet> Unpack(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read, false, CsvSheet.Gb18030);
            // A small file can unpack to more than the machine has.
            if (zip.Entries.Sum(entry => entry.Length) > MostUnpacked)
                throw new UnreadableSheetException("压缩文件过大", "The archive is too large");
            if (zip.GetEntry("[Content_Types].xml") is not null)
                return WorkbookReader.Read(bytes);
            return
            [
                .. zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                    .Select(entry => CsvSheet.Read(Path.GetFileNameWithoutExtension(entry.Name), Bytes(entry))),
            ];
        }
        catch (InvalidDataException)
        {
            throw new UnreadableSheetException("压缩文件已损坏", "The archive is broken");
        }
    }

    // No more than it says of itself, which has been counted.
    static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
