using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>
/// The one-thing list and the responsibility list: from a draft to the lists in force, told to the other services, and
/// out of a file into a draft again.
/// </summary>
public sealed class OneThingTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    static readonly object Vendors = new
    {
        code = "vendors", name = "占道经营整治", jurisdiction = "620422", matters = new[] { "010102" },
        keywords = new[] { "摆摊", "夜市" }, lead = "620422-urban", assisting = new[] { "620422-water", "620422-labour" },
        whistle = "jointEnforcement", basis = "《城市市容和环境卫生管理条例》第十四条",
    };

    static readonly object Head = new
    {
        organisation = "620422-urban", function = "principal", account = "urban.head", deputy = "urban.handler",
        absentFrom = "2026-12-01", absentUntil = "2026-12-05", from = "2026-01-01", basis = "领导班子分工",
    };

    static readonly object Leader = new
    {
        jurisdiction = "620422100", function = "countyLeader", account = "leader", basis = "包抓乡镇工作安排",
    };

    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre");

    [Fact]
    public async Task Both_lists_are_drafted_checked_published_announced_read_exported_and_imported()
    {
        await using var heard = await Broker.Listen(typeof(CataloguePublished));
        var draft = await Draft.Start(Director);
        await draft.Change("oneThings", null, Vendors);
        await draft.Change("responsibilities", null, Head);
        await draft.Change("responsibilities", null, Leader);
        await draft.Change("responsibilities", null, new
        {
            organisation = "620422-water", function = "townshipLeader", account = "leader", basis = "包村安排",
        });
        var findings = (await draft.Read("check")).GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(
            [("place_missing", "jurisdiction"), ("place_not_needed", "organisation")],
            findings.Select(f => (f.Text("code")!, f.Text("field")!)));
        Assert.All(findings, f => Assert.Equal("620422-water townshipLeader", f.Text("key")));
        await draft.Change("responsibilities", "620422-water townshipLeader", null);
        await Ok(await draft.Publish());

        var told = await heard.Next<CataloguePublished>(
            e => e.OneThings is { Count: 1 }, evidence: () => routing.Routing.Log);
        var one = Assert.Single(told.OneThings!);
        Assert.Equal(
            ("vendors", "010102", "摆摊,夜市", "620422-urban", "620422-water,620422-labour",
                WhistleType.JointEnforcement),
            (one.Id.Value, Assert.Single(one.Matters).Value, string.Join(',', one.Keywords), one.Lead.Value,
                string.Join(',', one.Assisting), one.Whistle!.Value));
        Assert.Equal(
        [
            new CatalogueResponsibility(
                ResponsibleFunction.Principal, new OrganisationId("620422-urban"), null, new("urban.head"),
                new AccountId("urban.handler"), new(2026, 12, 1), new(2026, 12, 5), new(2026, 1, 1), null, "领导班子分工"),
            new CatalogueResponsibility(
                ResponsibleFunction.CountyLeader, null, new JurisdictionId("620422100"), new("leader"), null, null,
                null, null, null, "包抓乡镇工作安排"),
        ], told.Responsibilities!.OrderBy(r => r.Function));

        var read = Assert.Single(await Items(routing.Dispatcher, "/one-things?matter=010102&jurisdiction=620422100"));
        Assert.Equal(["摆摊", "夜市"], read.GetProperty("keywords").EnumerateArray().Select(k => k.GetString()!));
        Assert.Empty(await Items(routing.Dispatcher, "/one-things?matter=010101"));
        Assert.Equal("2026-12-05", Assert.Single(
            await Items(routing.Handler(new("620422-urban")), "/responsibilities")).Text("absentUntil"));
        Assert.Empty(await Items(routing.Handler(new("620422-water")), "/responsibilities"));
        Assert.Equal("leader", Assert.Single(
            await Items(routing.Dispatcher, "/responsibilities?function=countyLeader")).Text("account"));
        Assert.Empty(await Items(
            routing.Routing.Client(Roles.Director, "620423-centre", "620423"), "/responsibilities"));

        foreach (var (list, rows) in new[] { ("oneThings", 1), ("responsibilities", 2) })
        {
            foreach (var format in new[] { "csv", "xlsx" })
            {
                using var file = await Director.GetAsync($"/catalogue/{list}/export?format={format}");
                Assert.True(file.IsSuccessStatusCode);
                var again = await Draft.Start(Director);
                var taken = await Import(again, await file.Content.ReadAsByteArrayAsync(), list);
                Assert.Equal(rows, taken.GetProperty("rows").GetInt32());
                Assert.Empty((await again.Read("difference")).Items());
            }
        }
    }

    [Fact]
    public async Task A_file_names_the_row_the_column_and_the_remedy_of_each_fault()
    {
        var draft = await Draft.Start(Director);
        var problem = await ProblemDocument.Expect(
            await Send(draft, Encoding.UTF8.GetBytes("一件事代码,名称,适用区划代码,关键词,牵头单位,配合单位,吹哨类型,依据\n"
                + "gas,燃气泄漏,620422,燃气,620422-water,620422-gas,应急处置,《条例》\n"), "oneThings"),
            HttpStatusCode.UnprocessableEntity, "import_faults");
        var fault = Assert.Single(problem.Body.GetProperty("details").EnumerateArray());
        Assert.Equal((2, "配合单位", "配合单位“620422-gas”不存在"),
            (fault.GetProperty("row").GetInt32(), fault.Text("column"), fault.Text("what")));
        Assert.NotEmpty(fault.Text("remedy")!);
    }

    [Fact]
    public async Task A_director_changes_the_functions_of_the_own_jurisdiction_alone()
    {
        var elsewhere = await Draft.Start(routing.Routing.Client(Roles.Director, "620423-centre", "620423"));
        foreach (var row in new[] { Head, Leader })
            await ProblemDocument.Expect(
                await elsewhere.Send("responsibilities", null, row), HttpStatusCode.Forbidden,
                "outside_your_jurisdiction");
        await ProblemDocument.Expect(
            await elsewhere.Send("oneThings", null, Vendors), HttpStatusCode.Forbidden, "outside_your_jurisdiction");
    }

    static async Task<JsonElement> Import(Draft draft, byte[] file, string list) => await Ok(
        await Send(draft, file, list));

    static Task<HttpResponseMessage> Send(Draft draft, byte[] file, string list) => draft.Editor.PostAsync(
        $"/catalogue/drafts/{draft.Id}/imports?list={list}&mode=replace", new ByteArrayContent(file));

    static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static async Task<List<JsonElement>> Items(HttpClient by, string path) =>
        (await by.GetFromJsonAsync<JsonElement>(path)).Items();
}
