using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Gateway;

[Collection("gateway")]
public sealed class RoutesTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_call_reaches_its_service_without_the_prefix_and_with_its_query()
    {
        var sent = await fixture.Admin.GetFromJsonAsync<JsonElement>(
            "/api/intake/some/thing?q=%E8%B7%AF%E7%81%AF&limit=2");
        Assert.Equal("/some/thing", sent.GetProperty("path").GetString());
        Assert.Equal("?q=%E8%B7%AF%E7%81%AF&limit=2", sent.GetProperty("query").GetString());
    }

    [Fact]
    public async Task Nobody_gets_past_without_a_valid_token_and_anybody_reads_the_openapi_documents()
    {
        using var client = fixture.Client();
        foreach (var path in new[] { "/api/intake/cases", "/api/routing/tickets", "/api/accounts", "/api/ledger",
            "/api/events", "/api/nothing" })
            await ProblemDocument.Expect(await client.GetAsync(path), HttpStatusCode.Unauthorized, "not_signed_in");
        client.DefaultRequestHeaders.Authorization =
            new("Bearer", Token.For(Roles.Admin, expires: new DateTime(2020, 1, 1)));
        await ProblemDocument.Expect(await client.GetAsync("/api/intake/cases"), HttpStatusCode.Unauthorized,
            "not_signed_in");
        foreach (var service in new[] { "routing", "mediation", "escalation" })
            Assert.StartsWith(
                "3.1",
                (await client.GetFromJsonAsync<JsonElement>($"/openapi/{service}.json")).GetProperty("openapi")
                    .GetString(),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_is_said_so_in_the_callers_language_and_seen_in_the_gateways_readiness()
    {
        var settings = new Dictionary<string, string>(fixture.Settings, StringComparer.Ordinal);
        await using var doomed = await ServiceProcess.Start("test", keepQueues: true);
        settings["Dispatch__Upstreams__Mediation"] = doomed.Address.ToString();
        await using var gateway = await ServiceInstance.Start("gateway", fixture.Gateway.Database, settings);
        await doomed.Kill();
        using var client = fixture.Client(gateway);
        client.DefaultRequestHeaders.Authorization = fixture.Admin.DefaultRequestHeaders.Authorization;

        var chinese = await ProblemDocument.Expect(await client.GetAsync("/api/mediation/files"),
            HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Contains("调解服务", chinese.Detail, StringComparison.Ordinal);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var english = await ProblemDocument.Expect(await client.GetAsync("/api/mediation/files"),
            HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Contains("mediation", english.Detail, StringComparison.Ordinal);

        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var checks = (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        Assert.Equal("unhealthy", checks.GetProperty("mediation").GetProperty("status").GetString());
        Assert.Equal("healthy", checks.GetProperty("routing").GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_a_service_finds_too_large_is_said_to_be_so_and_not_an_outage()
    {
        for (var time = 0; time < 5; time++)
        {
            using var body = new StringContent(new string(' ', 12 << 20), null, "application/json");
            await ProblemDocument.Expect(await fixture.Admin.PostAsync("/api/routing/publish", body),
                HttpStatusCode.RequestEntityTooLarge, "invalid_request");
        }
    }

    [Fact]
    public async Task Only_the_administrator_keeps_accounts_and_each_name_once()
    {
        var account = "u" + Guid.NewGuid().ToString("N")[..8];
        await fixture.Add(account, Roles.Director, "620422-centre");
        using var director = await fixture.SignIn(account, "password-1");
        await ProblemDocument.Expect(await director.GetAsync("/api/accounts"), HttpStatusCode.Forbidden,
            "role_not_allowed");
        await ProblemDocument.Expect(
            await Add(new
            {
                account, name = "李四", role = "director", organisation = "x", jurisdiction = "62",
                password = "password-2"
            }), HttpStatusCode.Conflict, "account_taken");
        await ProblemDocument.Expect(
            await Add(new
            {
                account = account + "2", name = "李四", role = "director", organisation = "x", jurisdiction = "62",
            }), HttpStatusCode.UnprocessableEntity, "password_missing");
        var errors = (await ProblemDocument.Expect(await Add(new { role = "boss", password = "short" }),
            HttpStatusCode.BadRequest, "invalid_request")).Errors;
        Assert.Equal(["account", "jurisdiction", "name", "organisation", "password", "role"],
            errors.Keys.Order(StringComparer.Ordinal));
        var page = await fixture.Admin.GetFromJsonAsync<JsonElement>("/api/accounts?limit=200");
        Assert.Contains(account, page.GetProperty("items").EnumerateArray().Select(a =>
            a.GetProperty("account").GetString()));
    }

    Task<HttpResponseMessage> Add(object account) => fixture.Admin.PostAsJsonAsync("/api/accounts", account);

    [Fact]
    public async Task Every_page_address_is_answered_safely_and_says_so_when_the_desks_are_not_built()
    {
        using var client = fixture.Client();
        using var page = await client.GetAsync("/desks/operator");
        Assert.Contains("尚未构建", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
