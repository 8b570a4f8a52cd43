using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Kit;

/// <summary>What the database can hold as text: neither NUL nor half a character.</summary>
public static class StorableText
{
    public static bool Is(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at++)))
                return false;
        }
        return true;
    }

    /// <summary>
    /// Finds what the database cannot store in JSON that no record describes, and rejects repeated members.
    /// </summary>
    /// <returns>The path of each fault; <c>Repeated</c> where an object has a member twice.</returns>
    public static IEnumerable<(string Path, bool Repeated)> Faults(JsonNode? node, string path)
    {
        List<(string Name, JsonNode? Value)> members;
        try
        {
            if (node is JsonValue && node.GetValueKind() == JsonValueKind.String)
                return Is(node.GetValue<string>()) ? [] : [(path, false)];
            members = node switch
            {
                JsonObject many => [.. many.Select(one => ("." + one.Key, one.Value))],
                JsonArray many => [.. many.Select((one, n) => (string.Create(
                    CultureInfo.InvariantCulture, $"[{n}]"), one))],
                _ => [],
            };
        }
        // It is read only now, and half a character or a name that comes twice shows only here.
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException)
        {
            return [(path, unreadable is ArgumentException)];
        }
        return members.SelectMany(one => Is(one.Name) ? Faults(one.Value, path + one.Name) : [(path, false)]);
    }
}
