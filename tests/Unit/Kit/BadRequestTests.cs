using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Kit;
using Microsoft.AspNetCore.Http;

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
        return BadRequest.Explain(new("Failed to read.", StatusCodes.Status400BadRequest, problem));
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

    [Fact]
    public void A_path_or_query_value_that_cannot_be_read_is_named() => Assert.Equal(
        "ticketId", BadRequest.Explain(new("Failed to bind parameter \"TicketId ticketId\" from \"xyz\".")).Field);

    [Theory]
    [InlineData(StatusCodes.Status413PayloadTooLarge, "too large")]
    [InlineData(StatusCodes.Status415UnsupportedMediaType, "application/json")]
    public void Size_and_media_type_are_the_bodys_fault(int status, string says)
    {
        var (field, _, english) = BadRequest.Explain(new("…", status));
        Assert.Equal("body", field);
        Assert.Contains(says, english, StringComparison.Ordinal);
    }
}
