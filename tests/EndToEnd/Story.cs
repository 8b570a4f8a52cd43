using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>One case on its way through the platform, seen and moved only through the public API.</summary>
public sealed class Story
{
    readonly Platform platform;
    readonly List<TimeSpan> waits = [];

    Story(Platform platform, string number) => (this.platform, Number) = (platform, number);

    public string Number { get; }

    /// <summary>How long each step took from its answer to its line in the timeline.</summary>
    public IReadOnlyList<TimeSpan> Waits => waits;

    /// <summary>The trace id that the newest change was sent with.</summary>
    public string Trace { get; private set; } = "";

    public static Task<Story> Register(
        Platform platform, string text, string grid = "620422100011002", string? matter = null, string? kind = null,
        string? urgency = null) =>
        Register(platform, new
        {
            channel = "phone", kind, text, urgency, matter,
            petitioner = new { name = "张三丰", phone = "13912341234", confidential = false },
            place = new { address = "会宁县会师镇状元城小区7号楼", grid },
        });

    /// <param name="report">All that the operator writes down.</param>
    public static async Task<Story> Register(Platform platform, object report)
    {
        var story = new Story(platform, "");
        var answer = await story.Send(Roles.Operator, null, HttpMethod.Post, "intake/cases", report);
        return new(platform, answer.GetProperty("number").GetString()!) { Trace = story.Trace };
    }

    /// <summary>The law that a reply names where no photograph shows the handling.</summary>
    public const string LegalBasis = "《物业管理条例》第四十五条";

    public Task<JsonElement> Case(string role = Roles.Dispatcher) => Get(role, null, "intake/cases/" + Number);

    public async Task<IReadOnlyList<JsonElement>> Timeline() =>
        [.. (await Get(Roles.Dispatcher, null, $"intake/cases/{Number}/timeline")).GetProperty("items")
            .EnumerateArray()];

    public async Task<string> Status() => (await Case()).GetProperty("status").GetString()!;

    public Task Reaches(string status) =>
        Eventually.Equal(status, Status, $"the status of {Number}", evidence: () => platform.Logs);

    /// <summary>The case's tickets as the centre sees them, the newest last.</summary>
    public async Task<IReadOnlyList<JsonElement>> Tickets() =>
        [.. (await Get(Roles.Dispatcher, null, "routing/tickets?case=" + Number)).GetProperty("items").EnumerateArray()
            .OrderBy(t => t.GetProperty("dispatchedAt").GetDateTimeOffset())];

    public async Task<JsonElement> Lead(string? status = null) => (await Eventually.Get(
        Tickets, all => Open(all, status).Any(), $"a lead ticket of {Number} {status}", evidence: () => platform.Logs))
        .Last(t => IsLead(t, status));

    public async Task<IReadOnlyList<JsonElement>> Clocks() =>
        [.. (await Get(Roles.Dispatcher, null, "escalation/clocks?case=" + Number)).GetProperty("items")
            .EnumerateArray()];

    /// <summary>Acts on a ticket as somebody of the organisation that holds it.</summary>
    public async Task Act(
        JsonElement ticket, string what, object body, string role = Roles.Handler, string? organisation = null) =>
        await Send(role, organisation ?? ticket.GetProperty("organisation").GetString(), HttpMethod.Post,
            $"routing/tickets/{ticket.GetProperty("id").GetString()}/{what}", body);

    /// <summary>
    /// Waits for a step to stand in the timeline with who, when, why and the trace of the request that caused it.
    /// </summary>
    public async Task<JsonElement> Shows(string what, string? trace = null, bool decided = true)
    {
        var clock = Stopwatch.StartNew();
        var steps = await Eventually.Get(
            Timeline, all => all.Any(s => Is(s, what) && (trace is null || Traced(s) == trace)),
            $"{what} stands in the timeline of {Number}",
            evidence: () => platform.Logs);
        waits.Add(clock.Elapsed);
        var step = steps.Last(s => Is(s, what) && (trace is null || Traced(s) == trace));
        Assert.Matches("^[0-9a-f]{32}$", Traced(step));
        Assert.NotEmpty(step.GetProperty("by").GetProperty("account").GetString()!);
        Assert.NotEmpty(step.GetProperty("title").GetString()!);
        Assert.NotEmpty(step.GetProperty("text").GetString()!);
        Assert.True(step.GetProperty("at").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddHours(-1));
        if (decided)
            Assert.NotEmpty(step.GetProperty("reasons").EnumerateArray());
        return step;
    }

    public async Task<JsonElement> Send(string role, string? organisation, HttpMethod method, string path, object? body)
    {
        var person = await platform.As(role, organisation);
        var trace = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        if (method != HttpMethod.Get)
            Trace = trace;
        using var request =
            new HttpRequestMessage(method, "/api/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("traceparent", $"00-{trace}-{trace[..16]}-01");
        using var answer = await person.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.IsSuccessStatusCode, $"{role}: {method} {path} answered {(int)answer.StatusCode}: {text}"
            + ((int)answer.StatusCode >= 500 ? platform.Logs : ""));
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> Get(string role, string? organisation, string path) =>
        Send(role, organisation, HttpMethod.Get, path, null);

    static bool Is(JsonElement step, string what) => step.GetProperty("what").GetString() == what;

    static string Traced(JsonElement step) =>
        step.TryGetProperty("traceId", out var trace) ? trace.GetString() ?? "" : "";

    static IEnumerable<JsonElement> Open(IReadOnlyList<JsonElement> all, string? status) =>
        all.Where(t => IsLead(t, status));

    static bool IsLead(JsonElement ticket, string? status) => ticket.GetProperty("role").GetString() == "lead"
        && (status is null
            ? ticket.GetProperty("status").GetString() is not ("returned" or "closed")
            : ticket.GetProperty("status").GetString() == status);
}
