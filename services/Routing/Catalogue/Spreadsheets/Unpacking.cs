using System.IO.Compression;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Unpacks an archive up to a size: a small one can unpack to more than the machine has.</summary>
sealed class Unpacking(ZipArchive zip)
{
    public const int MostBytes = 64 << 20;

    long left = MostBytes;

    readonly Lazy<ILookup<string, ZipArchiveEntry>> entries = new(() => zip.Entries.ToLookup(
        entry => entry.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase));

    public ZipArchiveEntry? Find(string path) => entries.Value[path.TrimStart('/')].FirstOrDefault();

    /// <summary>As its directory says, and no more than may be unpacked.</summary>
    public int Size => (int)Math.Min(MostBytes, zip.Entries.Sum(entry => Math.Clamp(entry.Length, 0, MostBytes)));

    /// <summary>What it holds, whatever its directory says of that; a directory that is wrong makes it a broken one.
    /// </summary>
    public byte[] Bytes(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream((int)Math.Clamp(entry.Length, 0, left));
        var buffer = new byte[81_920];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            if ((left -= read) < 0)
                throw new SheetTooLargeException($"文件解压后超过{MostBytes >> 20} MB，请拆分成几个文件分别导入",
                    $"The file unpacks to more than {MostBytes >> 20} MB; split it and import the parts");
            to.Write(buffer, 0, read);
        }
        // It had room for just as much.
        return to.Length == entry.Length ? to.GetBuffer() : throw new InvalidDataException("Not as long as it says");
    }
}
