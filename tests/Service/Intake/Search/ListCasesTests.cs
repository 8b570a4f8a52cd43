using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Intake.Search;

[Collection("intake")]
public sealed class ListCasesTests(IntakeFixture fixture)
{
    [Fact]
    public async Task A_case_is_found_by_number_phone_and_words()
    {
        var one = await fixture.Register("翟家所镇张城堡村机井电机烧坏，三百亩玉米无法浇水", "(0943) 322-7788");
        foreach (var query in new[] { "q=" + one.Number,
            "q=" + one.Number.Value.Replace("-", "", StringComparison.Ordinal), "phone=0943-3227788" })
            Assert.Contains(one.Number.Value, await Numbers(query));
        // Words a moment later.
        await Eventually.Be(async () => (await Numbers("q=" + Uri.EscapeDataString("机井 电机")))
            .Contains(one.Number.Value), "found by its words");
        Assert.DoesNotContain(one.Number.Value, await Numbers("q=" + Uri.EscapeDataString("机井漏电")));
        Assert.Empty(await Numbers("q=" + Uri.EscapeDataString("！？")));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double()
    {
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
            made.Add((await fixture.Register($"第{i}次反映土门岘镇便道塌陷", "13900007007")).Number.Value);
        var read = new List<string>();
        string? after = null;
        do
        {
            var page = await fixture.Get($"/cases?phone=13900007007&limit=3{(after is null ? "" : "&after=" + after)}");
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Reverse(made), read);
    }

    [Fact]
    public async Task Nobody_sees_beyond_their_scope()
    {
        var one = await fixture.Register("新塬镇街道垃圾清运不及时", grid: "620422121");
        await fixture.Broker.Publish(IntakeFixture.Dispatched(one, lead: "620422-housing"));
        using var owner = fixture.Intake.Client(Roles.Handler, "620422-housing");
        await Eventually.Be(async () => (await Numbers("status=routed", owner)).Contains(one.Number.Value),
            "the owner's list has it");

        using var stranger = fixture.Intake.Client(Roles.Handler, "620422-water");
        using var elsewhere = fixture.Intake.Client(Roles.Dispatcher, "610922-centre", "610922");
        foreach (var outsider in new[] { stranger, elsewhere })
        {
            Assert.DoesNotContain(one.Number.Value, await Numbers("limit=200", outsider));
            foreach (var path in new[] { $"/cases/{one.Number}", $"/cases/{one.Number}/timeline" })
            {
                using var answer = await outsider.GetAsync(path);
                await ProblemDocument.Expect(answer, HttpStatusCode.NotFound, "case_not_found");
            }
        }
        using var revealing = await stranger.PostAsJsonAsync($"/cases/{one.Number}/petitioner",
            new { purpose = "想知道是谁" });
        await ProblemDocument.Expect(revealing, HttpStatusCode.NotFound, "case_not_found");
    }

    [Fact]
    public async Task The_same_callers_open_case_is_suggested_as_a_duplicate()
    {
        var one = await fixture.Register("丁家沟镇南门村自来水浑浊发黄，没法饮用", "13900008008");
        var found = await fixture.Get("/suggestions?phone=13900008008&text="
            + Uri.EscapeDataString("丁家沟镇南门村的自来水又浑浊发黄了"));
        var first = found.GetProperty("duplicates")[0];
        Assert.Equal(one.Number.Value, first.GetProperty("number").GetString());
        Assert.True(first.GetProperty("score").GetDouble() > 0.25);
        Assert.NotEmpty(first.GetProperty("reasons").EnumerateArray());
        var other = await fixture.Get("/suggestions?phone=13900008008&text=" + Uri.EscapeDataString("咨询医保报销比例"));
        Assert.Empty(other.GetProperty("duplicates").EnumerateArray());
        Assert.Single(other.GetProperty("history").EnumerateArray());
    }

    async Task<List<string>> Numbers(string query, HttpClient? by = null) =>
        [.. (await fixture.Get("/cases?" + query, by)).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("number").GetString()!)];
}
