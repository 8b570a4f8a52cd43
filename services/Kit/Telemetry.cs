using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dispatch.Kit;

/// <summary>
/// Traces, metrics and logs over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the sampler is OpenTelemetry's
/// own setting.
/// </summary>
/// <remarks>
/// The hosting and instrumentation packages are not needed: the framework's parts emit by themselves, and are
/// subscribed to by name.
/// </remarks>
public static class Telemetry
{
    /// <summary>The message header in which MassTransit carries the W3C trace parent.</summary>
    public const string TraceHeader = "MT-Activity-Id";

    /// <summary>Put before a statement that polls, so that it makes no span.</summary>
    public const string Quiet = "/* poll */ ";

    public static readonly ActivitySource Source = new("Dispatch");
    public static readonly Meter Meter = new("Dispatch");

    /// <summary>Begins a trace for what no request leads to, such as the passing of a term.</summary>
    public static Activity Begin(string what) => Source.StartActivity(what) ?? new Activity(what).Start();

    /// <summary>Goes on with the trace that is given, from which this follows; begins one where none is.</summary>
    public static Activity Begin(string what, string? parent) => parent is null ? Begin(what)
        : Source.StartActivity(what, ActivityKind.Internal, parent)
        ?? new Activity(what).SetParentId(parent).Start();

    static readonly string[] Sources = ["Dispatch", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit",
        "Yarp.ReverseProxy"];
    static readonly string[] Meters =
        ["Dispatch", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql",
            "MassTransit", "System.Runtime"];

    public static bool Enabled => !string.IsNullOrEmpty(
        Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));

    public static NpgsqlDataSourceBuilder Traced(NpgsqlDataSourceBuilder builder) => builder.ConfigureTracing(tracing =>
        tracing.ConfigureCommandFilter(command => !command.CommandText.StartsWith(Quiet, StringComparison.Ordinal)));

    public static void Add(IServiceCollection services, ILoggingBuilder logging, string service)
    {
        if (!Enabled)
            return;
        var resource = ResourceBuilder.CreateDefault()
            .AddService("dispatch-" + service, serviceInstanceId: Environment.MachineName + ":"
            + Environment.ProcessId);
        services.AddHostedService(_ => new Providers(resource));
        logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource);
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter();
        });
    }

    // Starts with the host, and flushes what is left when the host stops.
    sealed class Providers(ResourceBuilder resource) : IHostedService, IDisposable
    {
        TracerProvider? traces;
        MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
                .AddOtlpExporter().Build();
            metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            traces?.Dispose();
            metrics?.Dispose();
        }
    }
}
