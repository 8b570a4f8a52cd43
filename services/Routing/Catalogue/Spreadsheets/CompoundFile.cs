using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Takes one stream out of an OLE compound file, as .xls files and encrypted workbooks are.</summary>
/// <remarks>ExcelDataReader could do so too, but makes room for whatever sizes the file's header claims.</remarks>
sealed class CompoundFile
{
    const uint LastSector = 0xFFFF_FFFA;
    const int EntrySize = 128, LongestName = 64, SmallSectorSize = 64, InHeader = 109;

    readonly byte[] file;
    readonly int sectorSize;
    readonly List<uint> next;
    readonly byte[] directory;

    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="ArgumentException">It is cut off.</exception>
    public CompoundFile(byte[] bytes)
    {
        file = bytes;
        sectorSize = Number16(30) switch { 9 => 512, 12 => 4_096, _ => throw Wrong() };
        if (Number16(32) != 6 || Number32(56) != 4_096)
            throw Wrong();
        next = Numbers(Gather(TableSectors(), sectorSize, Sector));
        directory = Gather(Chain(Number32(48), next), sectorSize, Sector);
    }

    /// <summary>Whether a stream or folder of the name is in it.</summary>
    public bool Has(string name) => Find(name) is not null;

    public byte[] Stream(string name)
    {
        var entry = Find(name) ?? throw Wrong();
        var (first, size) = (Number32(directory, entry + 116), Number32(directory, entry + 120));
        if (size > file.Length)
            throw Wrong();
        if (size >= 4_096)
            return Gather(Chain(first, next), sectorSize, Sector)[..(int)size];
        // Small streams lie within the stream of the first entry, in sectors of their own.
        var small = Gather(Chain(Number32(directory, 116), next), sectorSize, Sector);
        var smallNext = Numbers(Gather(Chain(Number32(60), next), sectorSize, Sector));
        return Gather(Chain(first, smallNext), SmallSectorSize,
            sector => small.AsSpan(checked((int)(sector * SmallSectorSize)), SmallSectorSize))[..(int)size];
    }

    int? Find(string name)
    {
        for (var at = 0; at < directory.Length; at += EntrySize)
        {
            var found = Encoding.Unicode.GetString(directory, at, LongestName).Split('\0')[0];
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
                return at;
        }
        return null;
    }

    // The sectors of the table that says which sector follows which.
    List<uint> TableSectors()
    {
        var sectors = new List<uint>();
        for (var n = 0; n < InHeader && Number32(76 + (4 * n)) < LastSector; n++)
            sectors.Add(Number32(76 + (4 * n)));
        for (var more = Number32(68); more < LastSector;)
        {
            var numbers = Numbers(Sector(more));
            sectors.AddRange(numbers[..^1].Where(sector => sector < LastSector));
            more = numbers[^1];
            if (sectors.Count > file.Length / sectorSize)
                throw Wrong();
        }
        return sectors;
    }

    static List<uint> Chain(uint first, List<uint> next)
    {
        var chain = new List<uint>();
        for (var sector = first; sector < LastSector; sector = next[(int)sector])
        {
            chain.Add(sector);
            if (sector >= next.Count || chain.Count > next.Count)
                throw Wrong();
        }
        return chain;
    }

    ReadOnlySpan<byte> Sector(uint number) => file.AsSpan(checked((int)((number + 1L) * sectorSize)), sectorSize);

    delegate ReadOnlySpan<byte> SectorOf(uint number);

    byte[] Gather(List<uint> sectors, int size, SectorOf sector)
    {
        // A chain that is longer than the file goes round in it.
        if ((long)sectors.Count * size > file.Length)
            throw Wrong();
        var all = new byte[sectors.Count * size];
        foreach (var (n, number) in sectors.Index())
            sector(number).CopyTo(all.AsSpan(n * size));
        return all;
    }

    static List<uint> Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new List<uint>(bytes.Length / 4);
        for (var at = 0; at < bytes.Length; at += 4)
            numbers.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]));
        return numbers;
    }

    ushort Number16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    uint Number32(int at) => Number32(file, at);

    static uint Number32(byte[] from, int at) => BinaryPrimitives.ReadUInt32LittleEndian(from.AsSpan(at));

    static FormatException Wrong() => new("No compound file");
}
