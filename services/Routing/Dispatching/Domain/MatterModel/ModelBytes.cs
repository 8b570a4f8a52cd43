using System.Text;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A model as bytes, to be kept in the database. One of an earlier form weighs other grams in another way: it
/// is not read but trained anew.</summary>
public static class ModelBytes
{
    const int Form = 2;

    /// <summary>What the bytes of every model that can be read here begin with.</summary>
    public static byte[] Mark => [Form, 0, 0, 0];

    public static byte[] Write(TextModel model)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Form);
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
        foreach (var telling in model.Vocabulary.TermWeights)
            writer.Write(telling);
        foreach (var weight in model.Weights)
            writer.Write(weight);
        writer.Flush();
        return bytes.ToArray();
    }

    public static TextModel Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
        var form = reader.ReadInt32();
        if (form != Form)
            throw new FormatException($"A model of form {form} cannot be read here; train it anew.");
        var examples = reader.ReadInt32();
        var (sharpness, threshold) = (reader.ReadDouble(), reader.ReadDouble());
        var figures = new Quality(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        string[] labels = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        var grams = new ulong[reader.ReadInt32()];
        for (var i = 0; i < grams.Length; i++)
            grams[i] = reader.ReadUInt64();
        var telling = Numbers(reader, grams.Length);
        var weights = Numbers(reader, (grams.Length + 1) * labels.Length);
        return new(labels, new(grams, telling), weights, sharpness, threshold, figures, examples);
    }

    static float[] Numbers(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = reader.ReadSingle();
        return numbers;
    }
}
