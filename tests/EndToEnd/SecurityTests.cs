using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>
/// Walks every call of the public API: who gets in, who does not, and what is said to a malformed request.
/// </summary>
[Collection("platform")]
public sealed class SecurityTests(PlatformFixture fixture)
{
    const int AtOnce = 4;

    static async Task<HttpResponseMessage> Call(
        HttpClient client, Operation operation, string? body = null, string? path = null)
    {
        using var request = new HttpRequestMessage(new(operation.Method), path ?? operation.Filled());
        if (operation.Body is not null || body is not null)
            request.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        // A stream of events never ends: its headers are the answer.
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    // Looks at every call and collects what is wrong, so that one failure does not hide the others.
    async Task All(Func<Operation, ConcurrentBag<string>, Task> look)
    {
        var operations = await ApiDocument.Read(fixture.Platform);
        Assert.True(operations.Count > 40, $"Only {operations.Count} operations were found.");
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            operations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (operation, _) => await look(operation, wrong));
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    static async Task Problem(
        HttpResponseMessage answer, Operation operation, ConcurrentBag<string> wrong, HttpStatusCode status,
        string? field = null)
    {
        if (answer.StatusCode != status)
        {
            var text = await answer.Content.ReadAsStringAsync();
            wrong.Add($"{operation}: {(int)answer.StatusCode} instead of {(int)status}: {text}");
            return;
        }
        try
        {
            var problem = await ProblemDocument.Read(answer);
            if (field is not null && !problem.Errors.ContainsKey(field))
                wrong.Add($"{operation}: names {string.Join(", ", problem.Errors.Keys)} instead of {field}");
        }
        catch (InvalidOperationException malformed)
        {
            wrong.Add($"{operation}: {malformed.Message}");
        }
    }

    [Fact]
    public Task Without_a_token_every_call_is_refused() => All(async (operation, wrong) =>
    {
        using var nobody = fixture.Platform.Nobody();
        using var answer = await Call(nobody, operation);
        await Problem(answer, operation, wrong, HttpStatusCode.Unauthorized);
    });

    [Fact]
    public Task Only_the_roles_that_a_call_names_get_in() => All(async (operation, wrong) =>
    {
        foreach (var role in Roles.All)
        {
            using var answer = await Call(await fixture.Platform.As(role), operation);
            if (!operation.Roles.Contains(role, StringComparer.Ordinal))
                await Problem(answer, operation, wrong, HttpStatusCode.Forbidden);
            else if ((int)answer.StatusCode is 401 or 403 or >= 500)
                wrong.Add($"{operation} as {role}: {(int)answer.StatusCode}");
        }
    });

    [Fact]
    public Task An_id_that_cannot_be_read_is_refused_by_name() => All(async (operation, wrong) =>
    {
        foreach (var id in operation.Ids)
        {
            using var answer = await Call(
                await fixture.Platform.As(operation.Roles[0]), operation,
                path: new Operation(
                    operation.Method, operation.Path.Replace("{" + id + "}", "xyz", StringComparison.Ordinal),
                    operation.Roles, operation.Parameters, operation.Body, operation.Document).Filled());
            await Problem(answer, operation, wrong, HttpStatusCode.BadRequest, id);
        }
    });

    [Theory]
    [InlineData("{\"unknownMember\":1}", "unknownMember")]
    [InlineData("nonsense", "body")]
    [InlineData("[]", "body")]
    public Task A_malformed_body_is_refused_and_the_field_is_named(string body, string field) =>
        All(async (operation, wrong) =>
    {
        if (operation.Body is null)
            return;
        using var answer = await Call(await fixture.Platform.As(operation.Roles[0]), operation, body);
        await Problem(answer, operation, wrong, HttpStatusCode.BadRequest, field);
    });

    [Fact]
    public Task A_text_that_is_too_long_is_refused_and_the_field_is_named() => All(async (operation, wrong) =>
    {
        foreach (var field in Texts(operation))
        {
            using var answer = await Call(
                await fixture.Platform.As(operation.Roles[0]), operation,
                JsonSerializer.Serialize(new Dictionary<string, string> { [field] = new('x', 300_000) }));
            await Problem(answer, operation, wrong, HttpStatusCode.BadRequest, field);
        }
    });

    [Fact]
    public async Task Another_organisations_ticket_is_not_found_whatever_is_done_with_it()
    {
        var story = await Story.Register(fixture.Platform, "小区物业收费不公示。", matter: "010102", kind: "complaint");
        var ticket = (await story.Lead("dispatched")).GetProperty("id").GetString();
        foreach (var role in new[] { Roles.Handler, Roles.Head })
        {
            var stranger = await fixture.Platform.As(role, "620422-education");
            using var read = await stranger.GetAsync($"/api/routing/tickets/{ticket}");
            await ProblemDocument.Expect(read, HttpStatusCode.NotFound);
            using var seen = await stranger.GetAsync($"/api/intake/cases/{story.Number}");
            await ProblemDocument.Expect(seen, HttpStatusCode.NotFound);
            using var steps = await stranger.GetAsync($"/api/intake/cases/{story.Number}/timeline");
            await ProblemDocument.Expect(steps, HttpStatusCode.NotFound);
            foreach (var (what, body) in new[]
            {
                ("claim", "{}"), ("contact", """{"note":"已联系"}"""),
                ("return", """{"reason":"notOurDuty","explanation":"不属于本单位的职责范围，请改派。"}"""),
                ("reply", """{"outcome":"solved","publicAnswer":"已经办理完毕，请您放心。","measures":"现场核查处理"}"""),
            })
            {
                using var answer = await stranger.PostAsync(
                    $"/api/routing/tickets/{ticket}/{what}",
                    new StringContent(body, Encoding.UTF8, "application/json"));
                await ProblemDocument.Expect(answer, HttpStatusCode.NotFound);
            }
        }
        Assert.Equal("dispatched", (await story.Lead()).GetProperty("status").GetString());
    }

    // The members of the body that hold a text.
    static IEnumerable<string> Texts(Operation operation)
    {
        if (operation.Body is not { } body || !ApiDocument.Resolve(body, operation.Document)
            .TryGetProperty("properties", out var properties))
            return [];
        return [.. properties.EnumerateObject()
            .Where(p => ApiDocument.Resolve(p.Value, operation.Document) is var schema
                && schema.TryGetProperty("type", out var type)
                && type.ToString().Contains("string", StringComparison.Ordinal)
                && !schema.TryGetProperty("enum", out _))
            // What a published calendar file carries beside its data is ignored.
            .Select(p => p.Name).Where(name => !name.StartsWith('$'))];
    }
}
