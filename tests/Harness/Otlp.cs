using System.Text;

namespace Dispatch.Tests.Harness;

/// <summary>
/// Reads the few fields of an OTLP trace export that the tests look at (opentelemetry-proto, trace/v1).
/// </summary>
static class Otlp
{
    public static IEnumerable<Collector.Span> Spans(byte[] export) =>
        from resourceSpans in Messages(export, 1)
        let service = Messages(resourceSpans, 1).SelectMany(resource => Messages(resource, 1))
            .Where(attribute => Text(attribute, 1) == "service.name")
            .Select(attribute => Text(Messages(attribute, 2).First(), 1)).FirstOrDefault("")
        from scopeSpans in Messages(resourceSpans, 2)
        let scope = Messages(scopeSpans, 1).Select(s => Text(s, 1)).FirstOrDefault("")
        from span in Messages(scopeSpans, 2)
        select new Collector.Span(
            service, scope, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4),
            [.. Messages(span, 13).Select(link => Hex(link, 1))]);

    static string Text(byte[] message, int field) =>
        Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault([]));

    static string Hex(byte[] message, int field) =>
        Convert.ToHexStringLower(Messages(message, field).FirstOrDefault([]));

    /// <summary>The length-delimited fields of this number, in their order.</summary>
    static List<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == field)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Wire type {tag & 7} is not in use.");
            }
        }
        return found;
    }

    static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
