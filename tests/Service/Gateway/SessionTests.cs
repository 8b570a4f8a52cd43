using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Gateway;

[Collection("gateway")]
public sealed class SessionTests(GatewayFixture fixture)
{
    static string Name() => "p" + Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task A_person_signs_in_is_known_and_after_signing_out_is_not_here_nor_at_another_instance()
    {
        var account = Name();
        await fixture.Add(account, Roles.Dispatcher, "620422-centre");
        using var person = await fixture.SignIn(account, "password-1");
        var shown = await person.GetFromJsonAsync<JsonElement>("/api/session");
        Assert.Equal(("dispatcher", "620422-centre"),
            (shown.GetProperty("role").GetString(), shown.GetProperty("organisation").GetString()));

        await using var second = await ServiceProcess.Start("gateway", fixture.Gateway.Database, fixture.Settings);
        using var there = fixture.Client(second);
        there.DefaultRequestHeaders.Authorization = person.DefaultRequestHeaders.Authorization;
        (await there.GetAsync("/api/session")).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.NoContent, (await person.DeleteAsync("/api/session")).StatusCode);
        await ProblemDocument.Expect(await person.GetAsync("/api/session"), HttpStatusCode.Unauthorized,
            "not_signed_in");
        Assert.Contains(" 401 ", await SayTwice(person.DefaultRequestHeaders.Authorization!.ToString()),
            StringComparison.Ordinal);
        await Eventually.Equal(
            HttpStatusCode.Unauthorized, async () => (await there.GetAsync("/api/intake/anything")).StatusCode,
            "the answer elsewhere", TimeSpan.FromSeconds(8));
    }

    /// <summary>The first line of the answer to a call with a second, empty Authorization header.</summary>
    async Task<string?> SayTwice(string authorization)
    {
        using var raw = new System.Net.Sockets.TcpClient();
        await raw.ConnectAsync(fixture.Gateway.Address.Host, fixture.Gateway.Address.Port);
        await using var stream = raw.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"GET /api/session HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\nAuthorization: \r\n"
            + "Connection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync();
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_a_name_with_or_without_an_account_and_every_try_is_recorded()
    {
        var account = Name();
        await fixture.Add(account, Roles.Head, "620422-housing");
        using var client = fixture.Client();
        foreach (var name in new[] { account, Name() })
        {
            for (var i = 0; i < 5; i++)
                await ProblemDocument.Expect(await SignIn(client, name, "wrong"), HttpStatusCode.Unauthorized,
                    "wrong_credentials");
            await ProblemDocument.Expect(await SignIn(client, name, "password-1"), HttpStatusCode.Locked,
                "account_locked");
        }
        var recorded = await fixture.Gateway.Database.Read<string>(
            "select outcome from sign_in where account = @account order by id", new { account });
        Assert.Equal([.. Enumerable.Repeat("wrong_credentials", 5), "account_locked"], recorded);

        await fixture.Gateway.Database.Execute(
            "update lockout set locked_until = now() - interval '1 second' where account = @account", new { account });
        (await SignIn(client, account, "password-1")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_password_hashed_in_the_first_format_still_signs_in_and_is_then_hashed_in_todays()
    {
        // The hash of "password-1" in our first format.
        const string first =
            "pbkdf2-sha512$210000$AAECAwQFBgcICQoLDA0ODw==$UjYrrQr5cOhnlgltMzfr/Wh7wtYb7EisFrtCY9k0wbk=";
        var account = Name();
        await fixture.Add(account, Roles.Head, "620422-housing");
        await fixture.Gateway.Database.Execute(
            "update account set password_hash = @first where account = @account", new { first, account });
        Task<string> Kept() => fixture.Gateway.Database.One<string>(
            "select password_hash from account where account = @account", new { account });
        using var client = fixture.Client();

        await ProblemDocument.Expect(await SignIn(client, account, "password-2"), HttpStatusCode.Unauthorized,
            "wrong_credentials");
        Assert.Equal(first, await Kept());
        (await SignIn(client, account, "password-1")).EnsureSuccessStatusCode();
        var anew = await Kept();
        Assert.StartsWith("AQAAAAIAAzRQ", anew, StringComparison.Ordinal);
        (await SignIn(client, account, "password-1")).EnsureSuccessStatusCode();
        Assert.Equal(anew, await Kept());
    }

    [Fact]
    public async Task Twenty_guesses_at_once_are_counted_one_after_another()
    {
        var account = Name();
        await fixture.Add(account, Roles.Head, "620422-housing");
        using var client = fixture.Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignIn(client, account, "wrong")));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(15, answers.Count(a => a.StatusCode == HttpStatusCode.Locked));
    }

    [Fact]
    public async Task A_cookie_serves_as_the_token_but_not_for_a_change_that_comes_from_another_site()
    {
        var account = Name();
        await fixture.Add(account, Roles.Operator, "620422-hotline");
        using var client = fixture.Client();
        using var signedIn = await SignIn(client, account, "password-1");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);

        var sent = await (await Post(client, "Sec-Fetch-Site", "same-origin")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("Bearer ", sent.GetProperty("authorization").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", sent.GetProperty("headers").EnumerateArray().Select(h => h.GetString()));
        await ProblemDocument.Expect(await Post(client, "Sec-Fetch-Site", "cross-site"), HttpStatusCode.Forbidden,
            "cross_site");
        await ProblemDocument.Expect(await Post(client, "Sec-Fetch-Site", "same-site"), HttpStatusCode.Forbidden,
            "cross_site");
        await ProblemDocument.Expect(await Post(client, "Origin", "https://elsewhere.example"),
            HttpStatusCode.Forbidden, "cross_site");
    }

    [Fact]
    public async Task A_client_calls_with_its_key_which_the_database_does_not_hold()
    {
        var account = Name();
        var key = (await fixture.Add(account, Roles.Client, "620422-hotline", password: null))
            .GetProperty("apiKey").GetString()!;
        using var client = fixture.Client();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        Assert.Equal("client", (await client.GetFromJsonAsync<JsonElement>("/api/session"))
            .GetProperty("role").GetString());
        var sent = await client.GetFromJsonAsync<JsonElement>("/api/intake/anything");
        Assert.DoesNotContain("X-Api-Key", sent.GetProperty("headers").EnumerateArray().Select(h => h.GetString()));
        Assert.DoesNotContain(key,
            await fixture.Gateway.Database.One<string>(
                "select row_to_json(a)::text from account a where account = @account", new { account }),
            StringComparison.Ordinal);

        using var stranger = fixture.Client();
        stranger.DefaultRequestHeaders.Add("X-Api-Key", "dk_0000");
        await ProblemDocument.Expect(await stranger.GetAsync("/api/session"), HttpStatusCode.Unauthorized,
            "wrong_api_key");
    }

    static Task<HttpResponseMessage> SignIn(HttpClient client, string account, string password) =>
        client.PostAsJsonAsync("/api/session", new { account, password });

    static async Task<HttpResponseMessage> Post(HttpClient client, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/intake/anything")
        {
            Content = JsonContent.Create(new { }),
        };
        request.Headers.Add(header, value);
        return await client.SendAsync(request);
    }
}
