using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Service.Kit;

/// <summary>Who may call, what is refused and how it is said, and calls that are sent again.</summary>
public sealed class RequestTests(KitFixture kit) : IClassFixture<KitFixture>
{
    // One service for all: each test has a case and keys of its own.
    readonly Guid @case = Guid.CreateVersion7();

    ServiceInstance Service => kit.Service;

    Task<int> Kept() => Service.Database.One<int>(
        "select count(*)::int from applied where queue = 'keep' and case_id = @case", new { @case });

    async Task<HttpResponseMessage> Keep(
        object? body, string? key = null, string account = "admin-1", string? language = null, string? raw = null)
    {
        using var client = Service.Client(Roles.Admin, account: account);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/keep/{@case}")
        {
            Content = raw is null ? JsonContent.Create(body)
                : new StringContent(raw, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", $"{key}-{@case}");
        if (language is not null)
            request.Headers.AcceptLanguage.Add(new(language));
        return await client.SendAsync(request);
    }

    static async Task<Guid> Id(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    [Theory]
    [InlineData("utf-8", HttpStatusCode.NoContent)]
    [InlineData("UTF-8", HttpStatusCode.NoContent)]
    [InlineData("utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bogus", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_in_an_encoding_that_nobody_knows_is_refused_and_is_no_error_of_ours(
        string charset, HttpStatusCode expected)
    {
        using var client = kit.Service.Client(Roles.Admin);
        using var body = new StringContent(JsonSerializer.Serialize(
            new { @case, first = 1, count = 1, type = nameof(CaseArchived) }));
        Assert.True(body.Headers.Remove("Content-Type"));
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=" + charset));
        using var answer = await client.PostAsync("/publish", body);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_key_with_the_same_body_gets_the_stored_answer()
    {
        var first = await Id(await Keep(new { text = "once" }, "key-1"));
        Assert.Equal(first, await Id(await Keep(new { text = "once" }, "key-1")));
        Assert.Equal(1, await Kept());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await Id(await Keep(new { text = "once" }, "key-1"));
        await ProblemDocument.Expect(
            await Keep(new { text = "other" }, "key-1"), HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Fact]
    public async Task Another_accounts_key_is_another_key_and_without_a_key_each_call_creates()
    {
        await Id(await Keep(new { text = "once" }, "key-1"));
        await Id(await Keep(new { text = "once" }, "key-1", account: "admin-2"));
        await Id(await Keep(new { text = "once" }));
        await Id(await Keep(new { text = "once" }));
        Assert.Equal(4, await Kept());
    }

    [Fact]
    public async Task A_refused_call_leaves_its_key_free()
    {
        await ProblemDocument.Expect(
            await Keep(new { text = "no", refuse = true }, "key-1"), HttpStatusCode.UnprocessableEntity, "asked_for");
        await Id(await Keep(new { text = "yes" }, "key-1"));
    }

    [Fact]
    public async Task Many_calls_at_once_with_one_key_create_one_thing()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Keep(new { text = "once" }, "key-1")));
        Assert.Single((await Task.WhenAll(answers.Select(Id))).Distinct());
        Assert.Equal(1, await Kept());
    }

    [Theory]
    [InlineData("""{"text":"fine","size":"huge"}""", "size")]
    [InlineData("""{"text":"fine","id":"7"}""", "id")]
    [InlineData("""{"text":"fine","sweets":1}""", "sweets")]
    [InlineData("""{"text":"fine","inner":{"name":"toolong"}}""", "inner.name")]
    [InlineData("""{"text":"fine","parts":[{"name":"a"},{"name":null}]}""", "parts[1].name")]
    [InlineData("""{"text":"a"}""", "text")]
    [InlineData("""{}""", "text")]
    [InlineData("""{"text":"fine","weight":11}""", "weight")]
    [InlineData("""{"text":"a\u0000b"}""", "text")]
    [InlineData("""{"text":""", "text")]
    [InlineData("""nonsense""", "body")]
    public async Task A_malformed_body_is_refused_with_the_field_named(string body, string field)
    {
        var problem =
            await ProblemDocument.Expect(await Keep(null, raw: body), HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal([field], problem.Errors.Keys);
    }

    [Fact]
    public async Task Problems_are_told_in_Chinese_unless_English_is_asked_for()
    {
        Assert.Equal(["必填，请填写。"], (await ProblemDocument.Read(await Keep(new { }))).Errors["text"]);
        Assert.Equal(["Required."], (await ProblemDocument.Read(await Keep(new { }, language: "en"))).Errors["text"]);
    }

    [Fact]
    public async Task An_id_that_cannot_be_read_is_refused_by_name()
    {
        using var client = Service.Client(Roles.Admin);
        var problem = await ProblemDocument.Expect(
            await client.PostAsJsonAsync("/keep/xyz", new { text = "fine" }), HttpStatusCode.BadRequest,
                "invalid_request");
        Assert.Equal(["caseId"], problem.Errors.Keys);
    }

    [Fact]
    public async Task Without_a_valid_token_nobody_gets_in_and_only_the_named_roles_do()
    {
        using var nobody = Service.Client(null);
        await ProblemDocument.Expect(
            await nobody.PostAsJsonAsync($"/keep/{@case}", new { text = "fine" }), HttpStatusCode.Unauthorized,
                "not_signed_in");
        foreach (var role in Roles.All.Where(role => role != Roles.Admin))
        {
            using var client = Service.Client(role);
            await ProblemDocument.Expect(
                await client.PostAsJsonAsync($"/keep/{@case}", new { text = "fine" }), HttpStatusCode.Forbidden,
                    "role_not_allowed");
        }
    }

    [Fact]
    public async Task A_token_that_is_out_of_date_or_altered_is_no_token()
    {
        var good = Token.For(Roles.Admin);
        var parts = good.Split('.');
        var unsigned = Convert.ToBase64String("""{"alg":"none","typ":"JWT"}"""u8).TrimEnd('=') + "." + parts[1] + ".";
        foreach (var bad in new[] { Token.For(Roles.Admin, expires: DateTime.UtcNow.AddSeconds(-1)), parts[0] + "."
            + parts[1] + "." + parts[2][..^4] + "AAAA", unsigned, "x" })
        {
            using var client = Service.Client(null);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bad);
            await ProblemDocument.Expect(
                await client.PostAsJsonAsync($"/keep/{@case}", new { text = "fine" }), HttpStatusCode.Unauthorized,
                    "not_signed_in");
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_a_problem_document_too()
    {
        using var client = Service.Client(Roles.Admin);
        await ProblemDocument.Expect(await client.GetAsync("/nowhere"), HttpStatusCode.NotFound, "no_such_address");
        await ProblemDocument.Expect(
            await client.GetAsync($"/keep/{@case}"), HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task While_the_database_is_away_it_answers_503_and_is_not_ready_and_then_recovers()
    {
        using var client = Service.Client(Roles.Admin);
        await Servers.Kill("postgres");
        try
        {
            var problem = await ProblemDocument.Expect(
                await Keep(new { text = "fine" }), HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.NotEmpty(problem.TraceId);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        }
        finally
        {
            await Servers.Start("postgres");
        }
        await Eventually.Be(async () => (await Keep(new { text = "fine" })).IsSuccessStatusCode, "it works again");
    }
}
