using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Dispatch.Demo;

/// <summary>
/// Reads a CSV file by its header row, as people really send them: in UTF-8 or GB18030, with broken rows in between.
/// </summary>
public static class Csv
{
    static Csv() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Each row by the lower-case names of its columns.</summary>
    public static List<Dictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path))
            throw new MistakeException($"There is no file {path}.");
        using var text = new StringReader(Decode(File.ReadAllBytes(path)));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = true,
        });
        if (!csv.Read() || !csv.ReadHeader())
            throw new MistakeException($"{path} is empty; its first row must name the columns.");
        var names = csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant()).ToList();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < names.Count; i++)
                row[names[i]] = csv.TryGetField<string>(i, out var field) ? field ?? "" : "";
            rows.Add(row);
        }
        return rows;
    }

    static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }
}
