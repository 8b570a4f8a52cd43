using System.Text.Json;

namespace Dispatch.Tests.Unit.Contracts;

public sealed class IdTests
{
    sealed record Holder(CaseId Case, TicketId? Ticket, OrganisationId Organisation, CaseNumber Number);

    [Fact]
    public void Ids_are_plain_strings_in_JSON()
    {
        var id = CaseId.New();
        var json = JsonSerializer.Serialize(
            new Holder(id, null, new("620422-housing"), CaseNumber.Parse("261122-4839-2715-3", null)),
                ContractJson.Options);
        Assert.Equal($$"""{"case":"{{id}}","organisation":"620422-housing","number":"261122-4839-2715-3"}""", json);
    }

    [Fact]
    public void Ids_are_read_back_as_they_were_written()
    {
        var before =
            new Holder(CaseId.New(), TicketId.New(), new("620422-housing"), CaseNumber.New(DateTimeOffset.UnixEpoch));
        Assert.Equal(
            before, JsonSerializer.Deserialize<Holder>(
            JsonSerializer.Serialize(before, ContractJson.Options), ContractJson.Options));
    }

    [Theory]
    [InlineData("""{"case":"not-a-uuid"}""", "$.case")]
    [InlineData("""{"case":7}""", "$.case")]
    [InlineData("""{"organisation":"two words"}""", "$.organisation")]
    [InlineData("""{"organisation":""}""", "$.organisation")]
    [InlineData("""{"organisation":"'; drop table ticket; --"}""", "$.organisation")]
    [InlineData("""{"number":"261122-4839-2715-4"}""", "$.number")]
    [InlineData("""{"number":null}""", "$.number")]
    public void What_is_no_id_is_refused_and_its_place_is_named(string json, string path) =>
        Assert.Equal(path,
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>(json, ContractJson.Options)).Path);

    [Fact]
    public void The_example_in_the_message_is_itself_a_case_number()
    {
        var message = Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<CaseNumber>("\"x\"", ContractJson.Options)).Message;
        Assert.Contains(message.TrimEnd('.').Split(' '), word => CaseNumber.TryParse(word.TrimEnd('.'), null, out _));
    }

    [Fact]
    public void Ids_made_later_sort_later()
    {
        var ids = Enumerable.Range(0, 50).Select(_ => EventId.New()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        // Version 7: the first 48 bits are the time in milliseconds.
        Assert.All(ids, id => Assert.Equal(7, id.Value.Version));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("620422-housing")]
    [InlineData("010101")]
    [InlineData("a.b_c-d")]
    public void Codes_have_letters_digits_dots_dashes_and_underscores(string code) =>
        Assert.True(OrganisationId.TryParse(code, null, out var id) && id.Value == code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a%")]
    [InlineData("单位")]
    [InlineData("a\n")]
    public void Other_codes_are_refused(string? code) => Assert.False(JurisdictionId.TryParse(code, null, out _));

    [Fact]
    public void A_code_of_more_than_64_characters_is_refused() =>
        Assert.False(MatterId.TryParse(new string('a', 65), null, out _));

    [Fact]
    public void Words_of_the_vocabulary_are_camelCase_and_numbers_are_not_taken_for_them()
    {
        Assert.Equal("\"miniProgram\"", JsonSerializer.Serialize(Channel.MiniProgram, ContractJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Channel>("2", ContractJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Channel>("\"pigeon\"", ContractJson.Options));
    }
}
