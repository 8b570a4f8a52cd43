using System.Net;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

/// <summary>After the result: the blower's word, and what both sides say of each other, have their time.</summary>
[Collection("escalation")]
public sealed class RateWhistleTests(EscalationFixture fixture) : IAsyncLifetime
{
    HttpClient Director => fixture.Service.Client(Roles.Director, "620422-centre", account: "director-1");
    HttpClient Water => fixture.Service.Client(Roles.Handler, "620422-water", account: "water-1");

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    static async Task<JsonElement> Post(HttpClient by, string address, string body)
    {
        using var answer = await by.PostAsync(address, Json(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    [Fact]
    public async Task A_blower_who_says_nothing_is_told_of_it_and_whoever_rates_too_late_is_refused()
    {
        await using var heard = await Broker.Listen(typeof(WhistleTermMissed));
        var id = (await Post(Director, "/whistles", """
            {"type":"emergency","demand":"水管爆裂，路面塌陷","lead":"620422-water",
            "place":{"jurisdiction":"620422105","address":"会师镇南关路","latitude":35.69,"longitude":105.05}
            }
            """)).GetProperty("id").GetString()!;
        await Post(Water, $"/whistles/{id}/arrival", """{"latitude":35.69,"longitude":105.05}""");
        await Post(Water, $"/whistles/{id}/result", """{"summary":"主管道已修复"}""");
        await fixture.Later(id, "3 hours");
        var missed = await heard.Next<WhistleTermMissed>(
            e => e.Whistle.Id.ToString() == id, evidence: () => fixture.Service.Log);
        Assert.Equal((ClockKind.Confirmation, "620422-centre"), (missed.Clock, missed.Organisation.Value));
        Assert.Equal("resultRecorded", (await Get(Water, $"/whistles/{id}")).GetProperty("status").GetString());

        await Post(Director, $"/whistles/{id}/ending", """{"finished":true,"words":"现场已恢复"}""");
        await Post(Water, $"/whistles/{id}/ratings", """{"justified":true,"words":"确需多部门"}""");
        Assert.False(Department(await Get(Director, $"/whistles/{id}")).TryGetProperty("ofWhistle", out _));
        await fixture.Later(id, "30 days");
        Assert.True(Department(await Get(Director, $"/whistles/{id}")).TryGetProperty("ofWhistle", out _));
        using var late = await Director.PostAsync($"/whistles/{id}/ratings/620422-water",
            Json("""{"inTime":true,"didPart":true,"solved":true,"words":"到场迅速"}"""));
        await ProblemDocument.Expect(late, HttpStatusCode.Conflict, "rating_window_over");
    }

    static JsonElement Department(JsonElement whistle) => whistle.GetProperty("departments")[0];
}
