using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Drafts from the first change to the roll-back; each begins with the small catalogue in force.</summary>
public sealed class DraftsTests(RoutingFixture routing) : IClassFixture<RoutingFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => routing.PutCatalogue();

    public Task DisposeAsync() => Task.CompletedTask;

    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre");

    static object Water(string name) => new
    {
        code = "620422-water", name, kind = "department", level = "county", jurisdiction = "620422",
    };

    [Fact]
    public async Task A_draft_is_changed_checked_published_and_rolled_back()
    {
        var draft = await Draft.Start(Director);
        await draft.Change("organisations", "620422-water", Water("会宁县水务局"));
        await draft.Change("duties", "010101 620422-urban", null);
        await draft.Change("duties", "010101 620422-water", null);

        var difference = await draft.Read("difference");
        Assert.Equal(["changed", "removed", "removed"], difference.Items().Select(i => i.Text("what")));
        var field = difference.Items()[0].GetProperty("fields")[0];
        Assert.Equal(("name", "会宁县water", "会宁县水务局"), (field.Text("field"), field.Text("old"), field.Text("new")));

        var finding = Assert.Single((await draft.Read("check")).GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ("lead_missing", "matters", "010101"), (finding.Text("code"), finding.Text("list"), finding.Text("key")));
        var problem = await ProblemDocument.Expect(
            await draft.Publish(), HttpStatusCode.UnprocessableEntity, "check_failed");
        Assert.Equal("010101", problem.Body.GetProperty("details")[0].Text("key"));

        await draft.Change(
            "duties", "010101 620422-urban", new { matter = "010101", owner = "620422-urban", role = "lead" });
        Assert.Equal(0, (await draft.Read("check")).GetProperty("count").GetInt32());
        var published = await Ok(await draft.Publish());
        Assert.Equal(
            ["organisations", "duties"],
            published.GetProperty("versions").EnumerateArray().Select(v => v.Text("list")));
        Assert.Equal("620422-urban", (await routing.Dispatch("小区停水")).Lead.Organisation.Value);
        await ProblemDocument.Expect(await draft.Publish(), HttpStatusCode.Conflict, "draft_closed");

        var history = (await Director.GetFromJsonAsync<JsonElement>("/catalogue/versions?list=duties")).Items();
        Assert.Equal((true, "年度调整", "权责调整"), (
            history[0].GetProperty("inForce").GetBoolean(), history[0].Text("why"), history[0].Text("draftName")));
        var first = history[^1].GetProperty("version").GetInt32();
        await Ok(await Director.PostAsJsonAsync($"/catalogue/versions/{first}/rollback", new { why = "调整有误" }));
        Assert.Equal("620422-water", (await routing.Dispatch("小区停水")).Lead.Organisation.Value);
        var after = (await Director.GetFromJsonAsync<JsonElement>("/catalogue/versions?list=duties")).Items();
        Assert.Equal((history.Count + 1, first), (after.Count, after[0].GetProperty("restores").GetInt32()));
        await ProblemDocument.Expect(
            await Director.PostAsJsonAsync($"/catalogue/versions/{first}/rollback", new { why = "再来一次" }),
            HttpStatusCode.UnprocessableEntity, "nothing_changed");
    }

    [Fact]
    public async Task A_roll_back_of_everything_brings_each_list_to_the_same_moment_and_is_checked()
    {
        var before = (await Director.GetFromJsonAsync<JsonElement>("/catalogue/versions")).Items()[0]
            .GetProperty("version").GetInt32();
        var draft = await Draft.Start(Director);
        await draft.Change("organisations", "620422-fire", new
        {
            code = "620422-fire", name = "消防救援大队", kind = "department", level = "county", jurisdiction = "620422",
        });
        await draft.Change(
            "duties", "010101 620422-fire", new { matter = "010101", owner = "620422-fire", role = "assisting" });
        var versions = (await Ok(await draft.Publish())).GetProperty("versions");
        var history = await Director.GetFromJsonAsync<JsonElement>("/catalogue/versions?list=organisations");
        var organisations = history.Items()[^1].GetProperty("version").GetInt32();
        await ProblemDocument.Expect(
            await Director.PostAsJsonAsync($"/catalogue/versions/{organisations}/rollback", new { why = "只退一个" }),
            HttpStatusCode.UnprocessableEntity, "check_failed");
        var back = await Ok(await Director.PostAsJsonAsync(
            $"/catalogue/versions/{before}/rollback", new { why = "全部退回", whole = true }));
        Assert.Equal(versions.GetArrayLength(), back.GetProperty("versions").GetArrayLength());
        Assert.Single((await routing.Dispatch("小区停水")).Assisting);
    }

    [Fact]
    public async Task Of_two_drafts_that_change_one_row_the_second_is_told_and_decides_again()
    {
        var (one, two) = (await Draft.Start(Director), await Draft.Start(routing.Admin));
        await one.Change("organisations", "620422-water", Water("县水务局"));
        await two.Change("organisations", "620422-water", Water("县供水公司"));
        var answers = await Task.WhenAll(one.Publish(), two.Publish());
        var (won, lost) = answers[0].IsSuccessStatusCode ? (one, two) : (two, one);
        var problem = await ProblemDocument.Expect(
            answers.Single(a => !a.IsSuccessStatusCode), HttpStatusCode.Conflict, "base_changed");
        Assert.Equal("620422-water", problem.Body.GetProperty("details")[0].Text("key"));
        Assert.NotEqual(won.Id, lost.Id);

        await lost.Change("organisations", "620422-water", Water("县供水集团"));
        await ProblemDocument.Expect(await lost.Publish(), HttpStatusCode.Conflict, "base_changed");
        await lost.Change("organisations", "620422-water", Water("县供水集团"), rebased: true);
        await Ok(await lost.Publish());
    }

    [Fact]
    public async Task Two_editors_at_once_in_one_draft_lose_nothing()
    {
        var draft = await Draft.Start(Director);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => draft.By(n % 2 == 0 ? Director : routing.Admin)
            .Change("places", null, new { name = $"第{n}小区", kind = "compound", jurisdiction = "620422100001" })));
        var rows = (await draft.Read("rows?list=places&changed=true")).Items();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal("added", row.Text("what")));
        using var undone = await Director.DeleteAsync($"/catalogue/drafts/{draft.Id}/changes?list=places&key="
            + Uri.EscapeDataString(rows[0].Text("key")!));
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);
        Assert.Equal(9, (await draft.Read("difference")).Items().Count);
        var shown = await draft.Read("");
        Assert.Equal(9, shown.GetProperty("lists")[0].GetProperty("changes").GetInt32());
    }

    [Fact]
    public async Task A_version_that_waits_for_its_day_is_not_overtaken()
    {
        var later = await Draft.Start(Director);
        await later.Change("organisations", "620422-water", Water("县水务局"));
        await Ok(await later.Publish("2099-01-01"));
        var sooner = await Draft.Start(Director);
        await sooner.Change("organisations", "620422-water", Water("县供水公司"));
        await ProblemDocument.Expect(
            await sooner.Publish(), HttpStatusCode.UnprocessableEntity, "later_version_waits");
        await Ok(await sooner.Publish("2099-01-02"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_refused_by_field_and_the_others_with_it()
    {
        var draft = await Draft.Start(Director);
        using var answer = await Director.PostAsJsonAsync($"/catalogue/drafts/{draft.Id}/changes", new
        {
            items = new object[]
            {
                new { list = "organisations", row = Water("县水务局") },
                new
                {
                    list = "organisations",
                    row = new { code = "x", name = "某局", kind = "bureau", level = "county", jurisdiction = "620422" },
                },
            },
        });
        var problem = await ProblemDocument.Expect(answer, HttpStatusCode.UnprocessableEntity, "row_invalid");
        Assert.Contains("items[1].row.kind", problem.Errors.Keys);
        Assert.Empty((await draft.Read("difference")).Items());
    }

    [Fact]
    public async Task Drafts_are_for_the_editors_of_their_jurisdiction_and_history_for_those_who_watch()
    {
        var draft = await Draft.Start(routing.Admin);
        var elsewhere = routing.Routing.Client(Roles.Director, "620423-centre", "620423");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/catalogue/drafts/{draft.Id}")).StatusCode);
        Assert.Empty((await elsewhere.GetFromJsonAsync<JsonElement>("/catalogue/drafts")).Items());
        Assert.Contains((await Director.GetFromJsonAsync<JsonElement>("/catalogue/drafts?status=open")).Items(),
            d => d.Text("id") == draft.Id);
        var own = await Draft.Start(elsewhere);
        var refused = await ProblemDocument.Expect(
            await own.Send("organisations", "620422-water", Water("他县水务局")), HttpStatusCode.Forbidden,
            "outside_your_division");
        Assert.Contains("620422-water", refused.Detail, StringComparison.Ordinal);

        foreach (var (role, history, drafts) in new[]
        {
            (Roles.Auditor, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (Roles.Arbiter, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (Roles.Handler, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (Roles.Client, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
        })
        {
            var person = routing.Routing.Client(role, "620422-water");
            Assert.Equal(history, (await person.GetAsync("/catalogue/versions")).StatusCode);
            Assert.Equal(history, (await person.GetAsync("/catalogue/lists")).StatusCode);
            Assert.Equal(drafts, (await person.GetAsync("/catalogue/drafts")).StatusCode);
        }
        using var discarded = await Director.DeleteAsync($"/catalogue/drafts/{draft.Id}");
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        await ProblemDocument.Expect(await draft.Publish(), HttpStatusCode.Conflict, "draft_closed");
    }

    static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
