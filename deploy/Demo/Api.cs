using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Demo;

/// <summary>The platform said no, with the code and the sentence of its problem document.</summary>
public sealed class RefusedException(HttpStatusCode status, string code, string detail)
    : Exception($"{(int)status} {code}: {detail}")
{
    public HttpStatusCode Status => status;

    public string Code => code;

    public string Detail => detail;
}

/// <summary>Calls the public HTTP API, and nothing else of the platform.</summary>
public sealed class Api(Uri address, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public TimeProvider Clock => clock;

    /// <summary>Signs in.</summary>
    public async Task<Seat> SignIn(string account, string password)
    {
        var session = await Send<Session>(
            HttpMethod.Post, "/api/session", new { account, password }, null, "safe to repeat");
        return new(this, account, session.Token);
    }

    /// <summary>One call; repeated while the platform is away, if it does no harm to send it twice.</summary>
    public async Task<T> Send<T>(HttpMethod method, string path, object? body, string? token, string? key)
    {
        using var limit = new CancellationTokenSource(Patience);
        var repeatable = key is not null || method != HttpMethod.Post;
        for (var pause = 100; ; pause = Math.Min(pause * 2, 2_000))
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                    request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
                if (token is not null)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request, limit.Token);
                if (!answer.IsSuccessStatusCode)
                    throw await Refusal(answer, limit.Token);
                return answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.Accepted
                    ? default!
                    : (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, limit.Token))!;
            }
            catch (Exception problem) when (Passing(problem) && repeatable && !limit.IsCancellationRequested)
            {
                await Task.Delay(pause);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{method} {path} was not answered within {Patience.TotalSeconds:0} s.");
            }
        }
    }

    /// <summary>A stream of server-sent events.</summary>
    public async Task<StreamReader> Listen(string path, string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        return new(await answer.Content.ReadAsStreamAsync(cancel));
    }

    static bool Passing(Exception problem) =>
        problem is HttpRequestException or IOException
            or RefusedException { Status: HttpStatusCode.ServiceUnavailable };

    static async Task<RefusedException> Refusal(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            var problem = JsonSerializer.Deserialize<Problem>(text, ContractJson.Options)!;
            var fields = problem.Errors?.Select(e => $"{e.Key}：{string.Join("", e.Value)}") ?? [];
            return new(
                answer.StatusCode, problem.Code ?? "no_code", string.Join(" ", fields.Prepend(problem.Detail ?? "")));
        }
        catch (JsonException)
        {
            return new(answer.StatusCode, "not_a_problem_document", text.Length > 200 ? text[..200] : text);
        }
    }

    public void Dispose() => http.Dispose();

    sealed record Session(string Token);

    sealed record Problem(string? Code, string? Detail, IReadOnlyDictionary<string, string[]>? Errors);
}

/// <summary>Somebody who is signed in.</summary>
public sealed record Seat(Api Api, string Account, string Token)
{
    public Task<T> Get<T>(string path) => Api.Send<T>(HttpMethod.Get, path, null, Token, null);

    public Task<T> Post<T>(string path, object body, string? key = null) =>
        Api.Send<T>(HttpMethod.Post, path, body, Token, key);

    public Task Post(string path, object body, string? key = null) => Post<JsonElement>(path, body, key);

    public Task<T> Put<T>(string path, object body) => Api.Send<T>(HttpMethod.Put, path, body, Token, null);

    /// <summary>The tickets of a case, oldest first, as far as this seat may see them.</summary>
    public async Task<IReadOnlyList<TicketShown>> Tickets(CaseNumber number) =>
        [.. (await Get<Page<TicketShown>>($"/api/routing/tickets?case={number}")).Items.OrderBy(t => t.Id.Value)];

    /// <summary>Every row of a list, page by page.</summary>
    public async IAsyncEnumerable<T> All<T>(string path, int limit = 500)
    {
        var first = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}";
        for (var next = first; next is not null;)
        {
            var page = await Get<Page<T>>(next);
            foreach (var item in page.Items)
                yield return item;
            next = page.Next is null ? null : $"{first}&after={Uri.EscapeDataString(page.Next)}";
        }
    }
}

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
