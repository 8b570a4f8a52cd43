using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

[Collection("escalation")]
public sealed class SuggestOneThingsTests(EscalationFixture fixture)
{
    [Fact]
    public async Task The_list_says_who_leads_and_who_assists_with_its_basis()
    {
        await fixture.LearnCounty();
        using var town = fixture.Service.Client(Roles.Head, "620422105-gov", "620422105");
        async Task<JsonElement> Suggest(string type, string demand)
        {
            using var answer = await town.PostAsync("/whistles/suggestions", Json(
                $$"""{"type":"{{type}}","demand":"{{demand}}","jurisdiction":"620422105"}"""));
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("items").Clone();
        }
        var one = Assert.Single((await Suggest("jointEnforcement", "夜市摊贩占道")).EnumerateArray());
        Assert.Equal(("vendors", "城市管理局", 2), (one.GetProperty("oneThing").GetString(),
            one.GetProperty("lead").GetProperty("name").GetString(), one.GetProperty("assisting").GetArrayLength()));
        Assert.Contains(one.GetProperty("reasons").EnumerateArray(), reason =>
            reason.GetProperty("text").GetString()!.Contains("第十四条", StringComparison.Ordinal));
        Assert.Equal(0, (await Suggest("emergency", "夜市摊贩占道")).GetArrayLength());
        Assert.Equal(0, (await Suggest("jointEnforcement", "水管爆裂")).GetArrayLength());
    }
}
