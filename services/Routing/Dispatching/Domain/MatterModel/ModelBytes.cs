using System.Text;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Serialises a model for the database.</summary>
/// <remarks>
/// A model of an earlier format has other features and other term weights: it cannot be converted, only replaced by a
/// newly trained one.
/// </remarks>
public static class ModelBytes
{
    const int Format = 2;

    /// <summary>The first four bytes of every model that can be read: the format's number, little-endian.</summary>
    public static byte[] Mark => [Format, 0, 0, 0];

    public static byte[] Write(TextModel model)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write(model.Examples);
        writer.Write(model.Temperature);
        writer.Write(model.Threshold);
        var held = model.HeldOut;
        foreach (var figure in (double[])[held.MacroF1, held.Accuracy, held.Top3, held.Ece, held.Abstained])
            writer.Write(figure);
        writer.Write(model.Labels.Count);
        foreach (var label in model.Labels)
            writer.Write(label);
        writer.Write(model.Vocabulary.Grams.Length);
        foreach (var gram in model.Vocabulary.Grams)
            writer.Write(gram);
        foreach (var weight in model.Vocabulary.TermWeights)
            writer.Write(weight);
        foreach (var weight in model.Weights)
            writer.Write(weight);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">The bytes do not begin with <see cref="Mark"/>.</exception>
    public static TextModel Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
        var format = reader.ReadInt32();
        if (format != Format)
            throw new FormatException($"A model of form {format} cannot be read here; train it anew.");
        var examples = reader.ReadInt32();
        var (inverseTemperature, threshold) = (reader.ReadDouble(), reader.ReadDouble());
        var quality = new Quality(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        string[] labels = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        var grams = new ulong[reader.ReadInt32()];
        for (var i = 0; i < grams.Length; i++)
            grams[i] = reader.ReadUInt64();
        var termWeights = Numbers(reader, grams.Length);
        var weights = Numbers(reader, (grams.Length + 1) * labels.Length);
        return new(labels, new(grams, termWeights), weights, inverseTemperature, threshold, quality, examples);
    }

    static float[] Numbers(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = reader.ReadSingle();
        return numbers;
    }
}
