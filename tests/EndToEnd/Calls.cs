using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>Single calls of the public API that belong to no one case.</summary>
static class Calls
{
    /// <summary>Posts as somebody of this role; refused, it fails.</summary>
    public static async Task<JsonElement> Post(this Platform platform, string role, string path, object body)
    {
        using var answer = await (await platform.As(role)).PostAsJsonAsync("/api/" + path, body);
        return await Read(answer);
    }

    /// <summary>Reads as the centre's director.</summary>
    public static async Task<JsonElement> Get(this Platform platform, string path)
    {
        using var answer = await (await platform.As(Roles.Director)).GetAsync("/api/" + path);
        return await Read(answer);
    }

    /// <summary>The rows of a list, as the centre's director sees them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Items(this Platform platform, string path) =>
        [.. (await platform.Get(path)).GetProperty("items").EnumerateArray()];

    public static string Text(this JsonElement of, string name) => of.GetProperty(name).GetString()!;

    static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode,
            $"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
