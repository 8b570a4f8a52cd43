using System.Net.Http.Headers;

namespace Dispatch.Tests.EndToEnd;

/// <summary>A whistle on a case: from the call to the timeline of the case and the desks of those concerned.</summary>
[Collection("platform")]
public sealed class WhistleTests(PlatformFixture fixture)
{
    HttpClient Signed(string role, string organisation)
    {
        var client = fixture.Platform.Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", Token.For(role, organisation, "620422", $"{role}.{organisation}.whistle"));
        return client;
    }

    [Fact]
    public async Task Each_step_stands_in_the_timeline_of_its_case_and_is_told_to_those_concerned_alone()
    {
        var story = await Story.Register(fixture.Platform, "状元城小区7号楼外墙瓷砖脱落，随时可能砸到人。", matter: "010102");
        await story.Shows("caseDispatched", story.Trace);
        await using var director = await LiveListener.Start(Signed(Roles.Director, "620422-centre"));
        await using var summoned = await LiveListener.Start(Signed(Roles.Handler, "620422-emergency"));
        await using var stranger = await LiveListener.Start(Signed(Roles.Handler, "620422-education"));

        var blown = await story.Send(Roles.Director, null, HttpMethod.Post, "escalation/whistles", new
        {
            type = "emergency", demand = "外墙瓷砖脱落，需设置警戒并排险。", cases = new[] { story.Number },
            place = new
            {
                jurisdiction = "620422100", address = "状元城小区7号楼", latitude = 35.6926, longitude = 105.0538,
            },
            lead = "620422-housing", assisting = new[] { "620422-emergency" },
        });
        var id = blown.Text("id");
        var step = await story.Shows("whistleBlown", story.Trace);
        Assert.Contains(blown.Text("number"), step.Text("text"), StringComparison.Ordinal);
        await story.Send(Roles.Handler, "620422-housing", HttpMethod.Post, $"escalation/whistles/{id}/arrival",
            new { latitude = 35.6927, longitude = 105.0538 });
        await story.Shows("departmentArrived", story.Trace);
        var order = await story.Send(Roles.Director, null, HttpMethod.Post, "escalation/orders", new
        {
            form = "listed", organisation = "620422-housing", demand = "三日内完成外墙排险。", basis = "存在重大安全隐患",
            cases = new[] { story.Number },
        });
        await story.Shows("orderIssued", story.Trace);

        foreach (var (listener, on) in new[]
            { (director, "whistle/" + id), (summoned, "whistle/" + id), (director, "order/" + order.Text("id")) })
            await Eventually.Be(
                () => Task.FromResult(listener.Heard.Contains(on, StringComparison.Ordinal)), $"{on} is told");
        Assert.DoesNotContain("event: pressure", stranger.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain(order.Text("id"), summoned.Heard, StringComparison.Ordinal);
    }
}
