using System.Reflection;
using System.Text.Json;
using Dispatch.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;

namespace Dispatch.Kit;

/// <summary>The one bootstrap of every process.</summary>
public static class Service
{
    /// <summary>Serves until stopped; with <c>--openapi</c> prints the OpenAPI document and ends.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run<TApp>(string name, string[] args) where TApp : IServiceApp
    {
        var printing = args.Contains("--openapi");
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
            (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.WebHost.ConfigureKestrel(kestrel =>
            (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, 1 << 20));
        var settings = new Settings(builder.Configuration);
        AddCommon(builder, settings, name);
        var service = new ServiceBuilder(builder.Services, settings);
        TApp.Add(service);
        builder.Services.AddSingleton(new OwnQueues([.. service.Queues.Select(queue => queue.Queue)]));
        Database.Add(builder.Services, printing ? "Host=none" : settings.Database);
        if (printing)
        {
            builder.Logging.ClearProviders();
            builder.Services.RemoveAll<IHostedService>(type =>
                type.Namespace?.StartsWith("Dispatch", StringComparison.Ordinal) ?? false);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.Services.AddHostedService<Housekeeping>().AddHostedService<FactPartitions>();
            builder.Services.AddHostedService<OutboxRelay>();
            if (service.Learnt.Count > 0)
                builder.Services.AddSingleton<IReadOnlyList<Learns>>(service.Learnt).AddHostedService<Learning>();
            var queues = service.Queues.ToLookup(queue => queue.Gathered);
            if (queues[true].Any())
                GatheredQueues.Add(builder.Services, name, [.. queues[true]]);
            if (queues[false].Any())
                Bus.Add(builder.Services, settings, [.. queues[false]]);
        }

        await using var app = builder.Build();
        if (!printing && !await Migrate(app, settings, typeof(TApp).Assembly))
            return 1;
        app.UseExceptionHandler();
        app.Use((http, next) =>
        {
            if (BadRequest.HasKnownEncoding(http.Request))
                return next(http);
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Problems.Write(http, NotJson, http.Response.StatusCode);
        });
        TApp.Use(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode switch
        {
            404 => Problems.Write(context.HttpContext,
                new(RefusalKind.NotFound, "no_such_address", "没有这个地址，请检查网址。",
                "There is nothing at this address; check it.")),
            405 => Problems.Write(context.HttpContext,
                new(RefusalKind.Invalid, "method_not_allowed", "该地址不支持此操作。", "This address does not take this method."),
                405),
            413 => Problems.Write(context.HttpContext,
                new(RefusalKind.Invalid, "invalid_request", "提交的内容过大，请精简后重试。",
                "The request is too large; send less."), 413),
            415 => Problems.Write(context.HttpContext, NotJson, 415),
            _ => Task.CompletedTask,
        });
        Health.Map(app);
        OwnQueues.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        TApp.Map(app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, Validation>());
        return printing ? await Print(app) : await Serve(app);
    }

    static readonly Refusal NotJson = new(
        RefusalKind.Invalid, "invalid_request", "请以 application/json（UTF-8）提交。",
        "Send the body as application/json in UTF-8.", "body");

    static void AddCommon(WebApplicationBuilder builder, Settings settings, string name)
    {
        var services = builder.Services;
        Telemetry.Add(services, builder.Logging, name);
        services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<TokenChecker>();
        services.AddSingleton(_ => new BrokerConnection(settings, "dispatch-" + name));
        services.ConfigureHttpJsonOptions(json =>
        {
            ContractJson.Apply(json.SerializerOptions);
            json.SerializerOptions.UnmappedMemberHandling =
                System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ThrownProblems>().AddProblemDetails();
        services.AddAuthentication(TokenAuthentication.Scheme_)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme_, null);
        // Deny by default: an endpoint that names no role lets nobody in. (An unknown address gets 404 or 405.)
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(
            call => call.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        Health.Add(services);
        Sweeps.Add(services);
        OpenApi.Add(services, name);
    }

    static async Task<bool> Migrate(WebApplication app, Settings settings, Assembly service)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Dispatch.Migrations");
        try
        {
            await Migrations.Run(settings.Database, service, TimeProvider.System, log);
            return true;
        }
        catch (MigrationRefusedException refused)
        {
            log.LogCritical("{Why}", refused.Message);
            return false;
        }
    }

    static async Task<int> Serve(WebApplication app)
    {
        await app.RunAsync();
        return 0;
    }

    static async Task<int> Print(WebApplication app)
    {
        await app.StartAsync();
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1")
            .GetOpenApiDocumentAsync();
        await Console.Out.WriteLineAsync(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        await app.StopAsync();
        return 0;
    }

    static void RemoveAll<T>(this IServiceCollection services, Func<Type, bool> unwanted)
    {
        foreach (var service in services.Where(s =>
            s.ServiceType == typeof(T) && s.ImplementationType is { } type && unwanted(type)).ToList())
            services.Remove(service);
    }
}
