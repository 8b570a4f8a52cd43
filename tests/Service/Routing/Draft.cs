using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Works on a draft through the API, as one editor.</summary>
sealed record Draft(HttpClient Editor, string Id)
{
    public static async Task<Draft> Start(HttpClient editor)
    {
        using var answer = await editor.PostAsJsonAsync("/catalogue/drafts", new { name = "权责调整", why = "年度调整" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new(editor, (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("id")!);
    }

    public Draft By(HttpClient editor) => this with { Editor = editor };

    public Task<HttpResponseMessage> Send(string list, string? key, object? row, bool rebased = false) =>
        Editor.PostAsJsonAsync(
            $"/catalogue/drafts/{Id}/changes", new { items = new[] { new { list, key, row, rebased } } });

    public async Task Change(string list, string? key, object? row, bool rebased = false)
    {
        using var answer = await Send(list, key, row, rebased);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> Read(string what)
    {
        using var answer = await Editor.GetAsync($"/catalogue/drafts/{Id}/{what}".TrimEnd('/'));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<HttpResponseMessage> Publish(string? effectiveFrom = null) =>
        Editor.PostAsJsonAsync($"/catalogue/drafts/{Id}/publish", new { why = "年度调整", effectiveFrom });
}

static class Json
{
    public static List<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static string? Text(this JsonElement of, string name) => of.GetProperty(name).GetString();
}
