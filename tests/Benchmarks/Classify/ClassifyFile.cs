using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Benchmarks.Classify;

/// <summary>A CSV file of messages with what each was about.</summary>
static class ClassifyFile
{
    /// <exception cref="InvalidDataException">Says what is wrong with the file, and what to do about it.</exception>
    public static List<Example> Read(string file)
    {
        if (!File.Exists(file))
            throw new InvalidDataException($"There is no file {file}. Give a CSV file with the columns text,label.");
        // A quote inside a text that is not quoted itself is a character like others.
        var form = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MissingFieldFound = null,
            BadDataFound = null,
            PrepareHeaderForMatch = title => title.Header.Trim().ToLowerInvariant(),
        };
        using var reader = new CsvReader(new StringReader(Decode(File.ReadAllBytes(file))), form);
        if (!reader.Read() || !reader.ReadHeader() || reader.HeaderRecord is not { } header
            || !Holds(header, "text") || !Holds(header, "label"))
        {
            throw new InvalidDataException($"{file} has not the columns text,label in its first line. Name the column "
                + "of the messages text, and that of what each is about label.");
        }
        var examples = new List<Example>();
        while (reader.Read())
        {
            var label = reader.GetField("label")?.Trim();
            if (string.IsNullOrEmpty(label))
            {
                throw new InvalidDataException($"{file}, line {reader.Parser.RawRow}: the message has no label. "
                    + "Give it one, or leave the line out.");
            }
            examples.Add(new(reader.GetField("text") ?? "", label));
        }
        return examples.Count > 0 ? examples : throw new InvalidDataException($"{file} holds no messages.");
    }

    // In UTF-8 with or without its mark, or as Chinese spreadsheet programs write it.
    static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    static bool Holds(string[] header, string title) =>
        header.Any(h => h.Trim().Equals(title, StringComparison.OrdinalIgnoreCase));
}
