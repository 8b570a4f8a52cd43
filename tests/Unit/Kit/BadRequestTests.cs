using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Unit.Kit;

/// <summary>The framework says in prose what is wrong with a request; the caller is told which field it is.</summary>
public sealed class BadRequestTests
{
    static readonly JsonSerializerOptions Strict =
        new(ContractJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    sealed record Inner(int Count);

    sealed record Body(string? Text, Channel? Channel, TicketId? Ticket, Inner? Inner, IReadOnlyList<Inner>? List);

    static (string Field, string Chinese, string English) Explain(string json)
    {
        var problem = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Body>(json, Strict));
        return BadRequest.Explain(
            new("Failed to read.", StatusCodes.Status400BadRequest, problem), new DefaultHttpContext());
    }

    [Theory]
    [InlineData("""{"text":7}""", "text")]
    [InlineData("""{"channel":"pigeon"}""", "channel")]
    [InlineData("""{"ticket":"7"}""", "ticket")]
    [InlineData("""{"inner":{"count":"x"}}""", "inner.count")]
    [InlineData("""{"list":[{"count":1},{"count":null}]}""", "list[1].count")]
    [InlineData("""{"sweets":1}""", "sweets")]
    [InlineData("""{"inner":{"sweets":1}}""", "inner.sweets")]
    [InlineData("""{"text":""", "text")]
    [InlineData("""[]""", "body")]
    [InlineData("""not json""", "body")]
    public void The_field_is_named_as_the_caller_wrote_it(string json, string field) =>
        Assert.Equal(field, Explain(json).Field);

    [Fact]
    public void An_unknown_member_is_told_from_a_wrong_value_in_both_languages()
    {
        Assert.Equal(
            ("sweets", "不认识字段“sweets”，请删除。", "Unknown member \"sweets\"; remove it."), Explain("""{"sweets":1}"""));
        Assert.Contains("格式不正确", Explain("""{"text":7}""").Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/things/xyz", "thingId")]
    [InlineData("/things/261122-4839-2715-4/case", "number")]
    [InlineData("/things?limit=many", "limit")]
    [InlineData("/things?state=", "state")]
    [InlineData("/things?state=claimed&state=Claimed", "state")]
    [InlineData("/things?case=xyz&since=2026-11-28", "case")]
    [InlineData("/things?since=28.11.2026", "since")]
    public async Task A_path_or_query_value_that_cannot_be_read_is_named_whatever_the_framework_says(
        string address, string field)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<ThrownProblems>().AddProblemDetails();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/things/{thingId}", (TicketId thingId) => thingId.ToString());
        app.MapGet("/things/{number}/case", (CaseNumber number) => number.Value);
        app.MapGet("/things", (
            EnumParameter<TicketStatus>[] state, [FromQuery(Name = "case")] CaseNumber? of, DateOnly? since,
            Paging paging) => paging.Limit);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData(StatusCodes.Status413PayloadTooLarge, "too large")]
    [InlineData(StatusCodes.Status415UnsupportedMediaType, "application/json")]
    public void Size_and_media_type_are_the_bodys_fault(int status, string says)
    {
        var (field, _, english) = BadRequest.Explain(new("…", status), new DefaultHttpContext());
        Assert.Equal("body", field);
        Assert.Contains(says, english, StringComparison.Ordinal);
    }
}
