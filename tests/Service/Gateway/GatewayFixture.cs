using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Service.Gateway;

/// <summary>One gateway for all classes.</summary>
[CollectionDefinition("gateway")]
public sealed class OneGateway : ICollectionFixture<GatewayFixture>;

/// <summary>
/// The gateway with real servers. A server that echoes what it was sent plays Intake; the harness's own test service
/// plays the others.
/// </summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    const string AdminPassword = "first-admin-password";
    WebApplication echo = null!;

    public ServiceInstance Gateway { get; private set; } = null!;

    public ServiceInstance Upstream { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>The cases that the server in Intake's place lets everybody see.</summary>
    public HashSet<string> Visible { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Settings { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        echo = await Echo();
        Upstream = await ServiceInstance.Start("test");
        var addresses = echo.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var (intake, other) = (addresses.Addresses.Single(), Upstream.Address.ToString());
        Settings = new(StringComparer.Ordinal)
        {
            ["Dispatch__TokenPrivateKey"] = Keys.Private,
            ["Dispatch__FirstAdminPassword"] = AdminPassword,
            ["Dispatch__Upstreams__Intake"] = intake,
            ["Dispatch__Upstreams__Routing"] = other,
            ["Dispatch__Upstreams__Mediation"] = other,
            ["Dispatch__Upstreams__Escalation"] = other,
        };
        Gateway = await ServiceInstance.Start("gateway", more: Settings);
        Admin = await SignIn("admin", AdminPassword);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await echo.DisposeAsync();
    }

    /// <summary>A client that keeps no cookies.</summary>
    public HttpClient Client(RunningService? process = null) =>
        new(new HttpClientHandler { UseCookies = false })
        {
            BaseAddress = (process ?? Gateway).Address, Timeout = TimeSpan.FromSeconds(60),
        };

    public async Task<HttpClient> SignIn(string account, string password)
    {
        var client = Client();
        using var answer = await client.PostAsJsonAsync("/api/session", new { account, password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <returns>What the administrator was told of the new account.</returns>
    public async Task<JsonElement> Add(
        string account, string role, string organisation, string? password = "password-1")
    {
        using var answer = await Admin.PostAsJsonAsync("/api/accounts",
            new { account, name = "张三", role, organisation, jurisdiction = "620422", password });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task<WebApplication> Echo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/ready", () => new { status = "healthy", checks = new { } });
        app.MapGet("/queues", () => Array.Empty<string>());
        app.MapGet("/cases/{number}", (string number) => Visible.Contains(number)
            ? Results.Ok(new { number, jurisdiction = "620422100" })
            : Results.NotFound());
        app.MapFallback((HttpContext http) => new
        {
            method = http.Request.Method, path = http.Request.Path.Value, query = http.Request.QueryString.Value,
            headers = http.Request.Headers.Keys.ToArray(),
            authorization = http.Request.Headers.Authorization.ToString(),
        });
        await app.StartAsync();
        return app;
    }
}
