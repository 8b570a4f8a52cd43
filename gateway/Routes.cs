using System.Diagnostics;
using System.Net;
using Dispatch.Gateway.Sessions;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Dispatch.Gateway;

/// <summary>
/// <c>/api/{service}/**</c> goes to that service without the prefix, for whoever is signed in; the service itself
/// decides who may do what. <c>/openapi/{service}.json</c> goes to its document, for anybody.
/// </summary>
/// <remarks>
/// Answers <c>unavailable</c> (503) when a service is down. Uses YARP's forwarder only: one address for each
/// service needs no cluster, and kept HTTP/1.1 connections cost least on one machine.
/// </remarks>
public static class Routes
{
    const long MostBytes = 32 << 20, LargeBytes = 1 << 20;

    static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(60) };

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var upstream in Upstreams.All)
        {
            var prefix = "/api/" + upstream.Name;
            routes.Map(prefix + "/{**rest}",
                (HttpContext http, IHttpForwarder forwarder, Upstreams upstreams, UpstreamClient client) =>
                    Forward(http, forwarder, client, upstream, upstreams[upstream],
                        http.Request.Path.Value![prefix.Length..]))
                .RequireAuthorization().ExcludeFromDescription();
            routes.MapGet($"/openapi/{upstream.Name}.json",
                (HttpContext http, IHttpForwarder forwarder, Upstreams upstreams, UpstreamClient client) =>
                    Forward(http, forwarder, client, upstream, upstreams[upstream], "/openapi/v1.json"))
                .AllowAnonymous().ExcludeFromDescription();
        }
        routes.Map("/api/{**rest}", (HttpContext http) => Problems.Write(http, NoSuchAddress))
            .RequireAuthorization().ExcludeFromDescription();
    }

    static readonly Refusal NoSuchAddress = new(
        RefusalKind.NotFound, "no_such_address", "没有这个地址，请检查网址。", "There is nothing at this address; check it.");

    static async Task Forward(
        HttpContext http, IHttpForwarder forwarder, UpstreamClient client, Upstream upstream, string address,
        string path)
    {
        // The service has its own limit; the gateway's is for the bodies that it reads itself.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        var error = await forwarder.SendAsync(http, address, client.Invoker, Patience, new Inward(path));
        if (error is ForwarderError.None || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
            return;
        // What the caller sent could not be read: too large, or broken off.
        if (http.Features.Get<IForwarderErrorFeature>()?.Exception is { } problem && Unwrap(problem) is { } bad)
            throw bad;
        http.Response.Headers.RetryAfter = "2";
        await Problems.Write(http, new(
            RefusalKind.Invalid, "unavailable",
            $"{upstream.Chinese}暂时不可用，请稍后重试；已填写的内容不会丢失。",
            $"The {upstream.Name} service is unavailable for the moment; try again in a few seconds."),
            StatusCodes.Status503ServiceUnavailable);
    }

    static BadHttpRequestException? Unwrap(Exception problem) => problem switch
    {
        BadHttpRequestException bad => bad,
        AggregateException many => many.InnerExceptions.Select(Unwrap).FirstOrDefault(bad => bad is not null),
        _ => problem.InnerException is { } inner ? Unwrap(inner) : null,
    };

    /// <summary>Changes only the address, and removes what only the gateway may see.</summary>
    sealed class Inward(string path) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix,
            CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.RequestUri =
                RequestUtilities.MakeDestinationAddress(destinationPrefix, path, httpContext.Request.QueryString);
            // A service that refuses a large body says so before it is sent, not by breaking off while it is.
            if (httpContext.Request.ContentLength > LargeBytes)
                proxyRequest.Headers.ExpectContinue = true;
            proxyRequest.Headers.Host = null;
            proxyRequest.Headers.Remove("Cookie");
            proxyRequest.Headers.Remove(SessionGate.KeyHeader);
        }
    }
}

/// <summary>The kept connections to the services.</summary>
public sealed class UpstreamClient : IDisposable
{
    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Header values are passed on byte by byte.
        RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        Expect100ContinueTimeout = TimeSpan.FromSeconds(10),
        // So that a name that now means another machine is looked up again after a while.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
    });

    public void Dispose() => Invoker.Dispose();
}
