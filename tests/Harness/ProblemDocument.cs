using System.Net;
using System.Text.Json;

namespace Dispatch.Tests.Harness;

/// <summary>
/// Reads an error answer and holds it to the house's form: problem details with a stable code and a trace id.
/// </summary>
public sealed record ProblemDocument(
    int Status, string Code, string Title, string Detail, string TraceId, IReadOnlyDictionary<string, string[]> Errors,
    JsonElement Body)
{
    /// <summary>Fails unless the answer is a well-formed problem of this status and, when given, this code.</summary>
    public static async Task<ProblemDocument> Expect(
        HttpResponseMessage answer, HttpStatusCode status, string? code = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != status)
            throw new InvalidOperationException(
                $"{Call(answer)} answered {(int)answer.StatusCode}, not {(int)status}: {text}");
        var problem = await Read(answer);
        if (code is not null && problem.Code != code)
            throw new InvalidOperationException($"The code is {problem.Code}, not {code}: {text}");
        return problem;
    }

    public static async Task<ProblemDocument> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            throw new InvalidOperationException(
                $"{Call(answer)} answered {(int)answer.StatusCode} without a problem document: {text}");
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new(
            root.GetProperty("status").GetInt32(), root.GetProperty("code").GetString()!,
            root.GetProperty("title").GetString()!, root.GetProperty("detail").GetString()!,
            root.GetProperty("traceId").GetString()!,
            root.TryGetProperty("errors", out var errors)
                ? errors.EnumerateObject().ToDictionary(
                    field => field.Name,
                    field => field.Value.EnumerateArray().Select(m => m.GetString()!).ToArray(),
                    StringComparer.Ordinal)
                : new Dictionary<string, string[]>(StringComparer.Ordinal),
            root.Clone());
    }

    static string Call(HttpResponseMessage answer) =>
        $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}";
}
