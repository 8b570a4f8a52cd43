using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>Writes .xls files record by record, also such as no spreadsheet program would.</summary>
static class XlsFile
{
    const int Sector = 512;

    public static byte[] Bytes(params int[] words) =>
        [.. words.SelectMany(word => BitConverter.GetBytes((ushort)word))];

    public static byte[] Record(int id, params byte[][] body)
    {
        var all = body.SelectMany(part => part).ToArray();
        return [.. Bytes(id, all.Length), .. all];
    }

    public static byte[] Start(int type, int version = 0x0600) =>
        Record(0x0809, Bytes(version, type, 0, 0, 0, 0, 0, 0));

    public static byte[] Number(int row, int column, double number) =>
        Record(0x0203, Bytes(row, column, 0), BitConverter.GetBytes(number));

    public static byte[] Shared(int row, int column, int text) =>
        Record(0x00FD, Bytes(row, column, 0), BitConverter.GetBytes(text));

    public static byte[] Label(int row, int column, string text) => Record(0x0204,
        Bytes(row, column, 0, text.Length), [1], Encoding.Unicode.GetBytes(text));

    /// <summary>The texts that cells share: a number of them, and how they are written.</summary>
    public static byte[] Strings(uint count, params byte[][] texts) =>
        Record(0x00FC, [[1, 0, 0, 0], BitConverter.GetBytes(count), .. texts]);

    public static byte[] OneSheet(params byte[][] cells) => Book([], [("places", 0, [.. cells.SelectMany(c => c)])]);

    public static byte[] Book(byte[] globals, params (string Name, byte Kind, byte[] Cells)[] sheets) =>
        Compound(Records(globals, sheets));

    public static byte[] Records(byte[] globals, params (string Name, byte Kind, byte[] Cells)[] sheets)
    {
        byte[][] bodies = [.. sheets.Select(s => (byte[])[.. Start(0x10), .. s.Cells, .. Record(0x0A)])];
        var at = Start(5).Length + globals.Length + sheets.Sum(s => 12 + s.Name.Length) + 4;
        var all = new List<byte>([.. Start(5), .. globals]);
        foreach (var (n, (name, kind, _)) in sheets.Index())
        {
            all.AddRange(Record(0x85, BitConverter.GetBytes(at), [0, kind, (byte)name.Length, 0],
                Encoding.Latin1.GetBytes(name)));
            at += bodies[n].Length;
        }
        all.AddRange(Record(0x0A));
        foreach (var body in bodies)
            all.AddRange(body);
        return [.. all];
    }

    /// <summary>Sector 0 is the folder, then come the workbook and the table of sectors.</summary>
    public static byte[] Compound(byte[] workbook, string name = "Workbook", string? other = null)
    {
        var length = Math.Max(4_096, workbook.Length);
        var sectors = 1 + ((length + Sector - 1) / Sector);
        var tables = 1;
        while (tables * (Sector / 4) < sectors + tables)
            tables++;
        var file = new byte[(1 + sectors + tables) * Sector];
        void Set(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        Bytes(0x3E, 3, 0xFFFE, 9, 6).CopyTo(file, 24);
        Set(44, (uint)tables);
        Set(56, 4_096);
        Set(60, 0xFFFF_FFFE);
        Set(68, 0xFFFF_FFFE);
        for (var n = 0; n < 109; n++)
            Set(76 + (4 * n), n < tables ? (uint)(sectors + n) : 0xFFFF_FFFF);
        for (var n = 0; n < tables * (Sector / 4); n++)
            Set(((1 + sectors) * Sector) + (4 * n), n >= sectors + tables ? 0xFFFF_FFFF : n >= sectors ? 0xFFFF_FFFD
                : n == 0 || n == sectors - 1 ? 0xFFFF_FFFE : (uint)n + 1);
        Entry(1, "Root Entry", 5, 0xFFFF_FFFE, 0);
        Entry(2, name, 2, 1, length);
        if (other is not null)
            Entry(3, other, 1, 0xFFFF_FFFE, 0);
        workbook.CopyTo(file, 2 * Sector);
        return file;

        void Entry(int place, string title, byte kind, uint first, int size)
        {
            var at = Sector + ((place - 1) * 128);
            Encoding.Unicode.GetBytes(title).CopyTo(file, at);
            Bytes((title.Length + 1) * 2).CopyTo(file, at + 64);
            file[at + 66] = kind;
            Set(at + 116, first);
            Set(at + 120, (uint)size);
        }
    }
}
