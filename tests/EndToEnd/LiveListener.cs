using System.Text;

namespace Dispatch.Tests.EndToEnd;

/// <summary>Listens to the live updates as one person's browser does, and keeps all that it was told.</summary>
public sealed class LiveListener : IAsyncDisposable
{
    readonly HttpClient client;
    readonly CancellationTokenSource stop = new();
    readonly StringBuilder heard = new();
    Task listening = Task.CompletedTask;

    LiveListener(HttpClient client) => this.client = client;

    public string Heard
    {
        get
        {
            lock (heard)
                return heard.ToString();
        }
    }

    /// <summary>Returns when the gateway listens for it: whatever happens from then on is told.</summary>
    public static async Task<LiveListener> Start(HttpClient client)
    {
        var listener = new LiveListener(client);
        var answer = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        listener.listening = listener.Listen(answer);
        await Eventually.Be(
            () => Task.FromResult(listener.Heard.Contains("event: refresh", StringComparison.Ordinal)),
            "the gateway listens");
        return listener;
    }

    async Task Listen(HttpResponseMessage answer)
    {
        using var whole = answer;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(stop.Token));
        try
        {
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                lock (heard)
                    heard.AppendLine(line);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        client.Dispose();
        stop.Dispose();
    }
}
