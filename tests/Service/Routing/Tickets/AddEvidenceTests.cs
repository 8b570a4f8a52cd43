using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;
using static Dispatch.Tests.Service.Routing.Tickets.ReplyToTicketTests;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>What is attached to a ticket: told by its content, limited, and shown to whom it concerns.</summary>
[Collection("routing")]
public sealed class AddEvidenceTests(RoutingFixture routing)
{
    async Task<(HttpClient Handler, string Path)> Claimed()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var handler = routing.Handler(dispatched.Lead.Organisation);
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/claim", new { });
        return (handler, $"/tickets/{dispatched.Lead.Id}");
    }

    [Fact]
    public async Task A_long_name_is_not_cut_within_a_character()
    {
        var (handler, path) = await Claimed();
        using var made = await Attach(handler, path, Photo, new string('a', 99) + "😀.png");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task Evidence_is_told_by_its_content_limited_and_shown_to_its_own_organisation_and_the_centre()
    {
        var (handler, path) = await Claimed();
        await ProblemDocument.Expect(await Attach(handler, path, "<script>"u8.ToArray(), "现场.png"),
            HttpStatusCode.UnprocessableEntity, "evidence_not_accepted");
        await ProblemDocument.Expect(await Attach(handler, path, []), HttpStatusCode.UnprocessableEntity,
            "evidence_empty");
        await ProblemDocument.Expect(await Attach(handler, path, [.. Photo, .. new byte[5 << 20]]),
            HttpStatusCode.UnprocessableEntity, "evidence_too_large");
        await ProblemDocument.Expect(await Attach(routing.Handler(new("620422-labour")), path, Photo),
            HttpStatusCode.NotFound, "ticket_not_found");
        for (var n = 0; n < 9; n++)
            (await Attach(handler, path, Photo, $"../照片<{n}>.png")).EnsureSuccessStatusCode();
        await ProblemDocument.Expect(await Attach(handler, path, Photo), HttpStatusCode.Conflict, "evidence_too_many");

        var listed = (await handler.GetFromJsonAsync<JsonElement>(path + "/evidence")).GetProperty("items");
        Assert.Equal(9, listed.GetArrayLength());
        Assert.Equal("..照片0.png", listed[0].GetProperty("name").GetString());
        var one = $"{path}/evidence/{listed[0].GetProperty("id").GetString()}";
        using var answer = await routing.Dispatcher.GetAsync(one);
        Assert.Equal(Photo, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/png", "nosniff"), (answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.GetValues("X-Content-Type-Options").Single()));
        using var other = routing.Handler(new("620422-labour"));
        await ProblemDocument.Expect(await other.GetAsync(one), HttpStatusCode.NotFound, "evidence_not_found");
        await ProblemDocument.Expect(await other.GetAsync(path + "/evidence"), HttpStatusCode.NotFound,
            "ticket_not_found");
    }
}
