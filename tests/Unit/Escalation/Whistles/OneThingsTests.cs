using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Tests.Unit.Escalation.Whistles;

public sealed class OneThingsTests
{
    static OneThing Entry(string id, string at, string[] words, WhistleType? type = null, params string[] matters) =>
        new(id, id, new(at), matters, words, new("urban"), [new("water")], type, "依据");

    static readonly OneThing[] List =
    [
        Entry("vendors", "620422", ["占道", "夜市"], WhistleType.JointEnforcement, "010102"),
        Entry("vendors-town", "620422105", ["占道", "夜市"]),
        Entry("burst", "620422", ["爆裂"], WhistleType.Emergency),
        Entry("elsewhere", "620421", ["占道"]),
    ];

    [Theory]
    [InlineData(WhistleType.JointEnforcement, "夜市占道", null, "vendors-town,vendors")]
    // The matter of the case goes before the nearest place.
    [InlineData(WhistleType.JointEnforcement, "夜市占道", "010102", "vendors,vendors-town")]
    [InlineData(WhistleType.JointEnforcement, "扬尘", "010102", "vendors")]
    [InlineData(WhistleType.StrongDemand, "夜市占道", null, "vendors-town")]
    [InlineData(WhistleType.Emergency, "主管爆裂", null, "burst")]
    [InlineData(WhistleType.Emergency, "扬尘", null, "")]
    public void What_fits_comes_with_its_reasons(WhistleType type, string demand, string? matter, string found)
    {
        var suggested = OneThings.Suggest(
            List, type, demand, matter is null ? null : new MatterId(matter), new("620422105201"));
        Assert.Equal(found, string.Join(',', suggested.Select(one => one.Entry.Id)));
        Assert.All(suggested, one => Assert.True(one.Reasons.Count >= 2));
    }
}
