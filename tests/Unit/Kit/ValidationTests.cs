using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dispatch.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Unit.Kit;

public sealed class ValidationTests
{
    public sealed record Part([property: Required, StringLength(5)] string? Name);

    public sealed record Request(
        [property: Required, StringLength(10, MinimumLength = 2)] string? Text = "fine",
        [property: StringLength(5)] string? Note = null, [property: Range(1, 9)] int? Weight = null,
        Part? Inner = null, [property: MaxLength(2)] IReadOnlyList<Part>? Parts = null,
        [property: RegularExpression("^[a-z]+$", ErrorMessage = "只能是小写字母。|Lower case letters only.")]
        string? Code = null,
        IReadOnlyList<string>? Words = null, [property: MaxLength(3)] IReadOnlyList<int>? Numbers = null);

    static async Task<JsonElement?> Errors(object? argument, string language = "zh-CN")
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
        };
        http.Request.Headers.AcceptLanguage = language;
        http.Response.Body = new MemoryStream();
        var passed = false;
        var result = await new Validation().InvokeAsync(EndpointFilterInvocationContext.Create(http, argument), _ =>
        {
            passed = true;
            return ValueTask.FromResult<object?>(null);
        });
        if (passed)
            return null;
        await ((IResult)result!).ExecuteAsync(http);
        Assert.Equal(400, http.Response.StatusCode);
        http.Response.Body.Position = 0;
        var problem = (await JsonDocument.ParseAsync(http.Response.Body)).RootElement;
        Assert.Equal("invalid_request", problem.GetProperty("code").GetString());
        return problem.GetProperty("errors");
    }

    static async Task Says(Request request, string field, string chinese, string english)
    {
        Assert.Equal(
            [chinese], (await Errors(request))!.Value.GetProperty(field).EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal([english], (await Errors(request, "en-GB"))!.Value.GetProperty(field).EnumerateArray()
            .Select(m => m.GetString()!));
    }

    [Fact]
    public async Task A_fitting_request_goes_on() =>
        Assert.Null(await Errors(new Request("fine", "", 9, new("ab"), [new("cd")], "abc", ["词"], [1, 2, 3])));

    [Fact]
    public Task What_is_required_must_be_there() => Says(new Request(null), "text", "必填，请填写。", "Required.");

    [Fact]
    public Task White_space_counts_as_missing() => Says(new Request("      "), "text", "必填，请填写。", "Required.");

    [Fact]
    public Task A_text_has_a_minimum_and_a_maximum_length() =>
        Says(new Request("词"), "text", "长度须为2至10个字。", "Must have 2 to 10 characters.");

    [Fact]
    public Task A_text_with_only_a_maximum_length_says_just_that() =>
        Says(new Request(Note: "123456"), "note", "最多5个字。", "At most 5 characters.");

    [Fact]
    public Task A_number_has_a_range() =>
        Says(new Request(Weight: 10), "weight", "须在1至9之间。", "Must be between 1 and 9.");

    [Fact]
    public Task A_list_has_a_maximum_length() =>
        Says(new Request(Parts: [new("a"), new("b"), new("c")]), "parts", "最多2项。", "At most 2 items.");

    [Fact]
    public Task A_list_of_numbers_has_a_maximum_length_too() =>
        Says(new Request(Numbers: [1, 2, 3, 4]), "numbers", "最多3项。", "At most 3 items.");

    [Fact]
    public Task A_nested_field_is_named_with_its_path() =>
        Says(new Request(Inner: new(null)), "inner.name", "必填，请填写。", "Required.");

    [Fact]
    public Task A_field_in_a_list_is_named_with_its_place() =>
        Says(new Request(Parts: [new("a"), new("toolong")]), "parts[1].name", "最多5个字。", "At most 5 characters.");

    [Fact]
    public Task A_pattern_says_its_own_sentence() =>
        Says(new Request(Code: "ABC"), "code", "只能是小写字母。", "Lower case letters only.");

    [Fact]
    public Task A_character_that_the_database_cannot_store_is_refused() => Says(
        new Request("a\0b"), "text", "含有无法保存的字符，请删除。", "Contains a character that cannot be stored.");

    [Fact]
    public Task Such_a_character_is_refused_within_a_list_of_texts_too() => Says(
        new Request(Words: ["fine", "\0"]), "words[1]", "含有无法保存的字符，请删除。",
        "Contains a character that cannot be stored.");

    [Fact]
    public async Task All_fields_at_fault_are_named_at_once() => Assert.Equal(
        ["text", "weight", "inner.name"],
        (await Errors(new Request("", Weight: 0, Inner: new("toolong"))))!.Value.EnumerateObject().Select(f => f.Name));
}
