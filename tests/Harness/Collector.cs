using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Harness;

/// <summary>Receives traces over OTLP/HTTP and keeps the parts that tests look at.</summary>
public sealed class Collector : IAsyncDisposable
{
    readonly ConcurrentQueue<Span> spans = new();
    readonly WebApplication app;

    Collector(WebApplication app, string address) => (this.app, Address) = (app, address);

    /// <param name="Service">The process, such as <c>dispatch-routing</c>.</param>
    /// <param name="Scope">Who made the span, such as <c>Npgsql</c>.</param>
    public sealed record Span(string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId,
        IReadOnlyList<string> LinkedTraces);

    public string Address { get; }

    /// <summary>The environment that sends a process's telemetry here, soon and whole.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_TRACES_SAMPLER"] = "always_on",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = $"http://127.0.0.1:{Ports.Free()}";
        var app = builder.Build();
        app.Urls.Add(address);
        var collector = new Collector(app, address);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (signal == "traces")
            {
                foreach (var span in Otlp.Spans(body.ToArray()))
                    collector.spans.Enqueue(span);
            }
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return collector;
    }

    public IReadOnlyList<Span> Of(string traceId) => [.. spans.Where(s => s.TraceId == traceId)];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
