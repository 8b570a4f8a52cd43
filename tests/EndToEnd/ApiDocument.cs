using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>One call of the public API as the OpenAPI documents describe it.</summary>
/// <param name="Path">As the public writes it, with <c>{parameters}</c>.</param>
/// <param name="Roles">Who may call it.</param>
/// <param name="Body">The schema of its body; null without one.</param>
public sealed record Operation(
    string Method, string Path, IReadOnlyList<string> Roles, IReadOnlyList<JsonElement> Parameters, JsonElement? Body,
    JsonElement Document)
{
    public override string ToString() => $"{Method} {Path}";

    /// <summary>A path whose parameters are well formed and name nothing that exists.</summary>
    public string Filled() => Parameters.Where(p => In(p, "path")).Aggregate(Path, (path, p) => path.Replace(
        "{" + Name(p) + "}", Example(p), StringComparison.Ordinal));

    /// <summary>The path parameters that can be misspelt: ids and numbers, not free codes.</summary>
    public IEnumerable<string> Ids =>
        Parameters.Where(p => In(p, "path") && (IsUuid(p) || Name(p) is "number" or "version")).Select(Name);

    /// <summary>The names of its parameters.</summary>
    /// <param name="where"><c>path</c>, <c>query</c> or <c>header</c>.</param>
    public IReadOnlyList<string> Names(string where) => [.. Parameters.Where(p => In(p, where)).Select(Name)];

    public static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    static bool In(JsonElement parameter, string where) => parameter.GetProperty("in").GetString() == where;

    // The framework describes a path parameter of one of our types as a bare string, so the name must tell.
    static bool IsUuid(JsonElement parameter) => Name(parameter).EndsWith("Id", StringComparison.Ordinal);

    static string Example(JsonElement parameter) => (Name(parameter), IsUuid(parameter)) switch
    {
        (_, true) => "0193a7c2-5b1e-7c3a-9f10-2d4e6a8b0c1d",
        ("number", _) => "261122-4839-2715-3",
        ("year" or "version", _) => "2030",
        ("slice", _) => "ff",
        _ => "nothing-of-this-name",
    };
}

/// <summary>Reads every operation of the five documents.</summary>
public static class ApiDocument
{
    static readonly string[] Services = ["intake", "routing", "mediation", "escalation"];

    public static async Task<IReadOnlyList<Operation>> Read(Platform platform)
    {
        using var client = platform.Nobody();
        var all = new List<Operation>();
        foreach (var service in Services)
            all.AddRange(
                Operations(await client.GetFromJsonAsync<JsonElement>($"/openapi/{service}.json"), "/api/" + service));
        // The gateway's own calls already stand under /api.
        all.AddRange(Operations(await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json"), ""));
        // Signing in takes no role, and signing out would end the session that the walk goes on with.
        return [.. all.Where(o => o.Roles.Count > 0 && o.ToString() != "DELETE /api/session")];
    }

    static IEnumerable<Operation> Operations(JsonElement document, string prefix) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Name is "get" or "post" or "put" or "delete" or "patch"
        select new Operation(
            method.Name.ToUpperInvariant(), prefix + path.Name, RolesOf(method.Value),
            method.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [],
            // A file is sent as it is, without a form.
            method.Value.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").TryGetProperty("application/json", out var json)
                ? json.GetProperty("schema") : null,
            document);

    static string[] RolesOf(JsonElement operation) =>
        operation.TryGetProperty("description", out var description)
            && description.GetString()!.StartsWith("Roles: ", StringComparison.Ordinal)
            ? description.GetString()!["Roles: ".Length..].Split(", ")
            : [];

    /// <summary>The object that a schema stands for, with its references followed.</summary>
    public static JsonElement Resolve(JsonElement schema, JsonElement document) =>
        schema.TryGetProperty("$ref", out var reference)
            ? Resolve(reference.GetString()!.TrimStart('#', '/').Split('/')
                .Aggregate(document, (at, part) => at.GetProperty(part)), document)
            : schema.TryGetProperty("oneOf", out var choices)
                ? Resolve(choices.EnumerateArray()
                    .First(c => !(c.TryGetProperty("type", out var type) && type.ToString() == "null")), document)
                : schema;
}
