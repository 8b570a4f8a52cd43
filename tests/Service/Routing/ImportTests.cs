using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Files into drafts and lists into files; none of the drafts is published.</summary>
public sealed class ImportTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre");

    // Row 1 holds the titles. The three that are bad: no such kind, no such division, no name.
    static string Places(int rows) => "地名,地名类型,所在区划代码,别名\r\n"
        + string.Concat(Enumerable.Range(2, rows).Select(n => n switch
        {
            17 => $"第{n}小区,楼盘,620422100001,\r\n",
            203 => $"第{n}小区,小区,620422999001,\r\n",
            4_000 => ",小区,620422100001,\r\n",
            _ => $"第{n}小区,小区,620422100001,{n}号院;老{n}号\r\n",
        }));

    [Fact]
    public async Task Three_bad_rows_of_five_thousand_are_named_and_nothing_changes_until_they_are_left_out()
    {
        var draft = await Draft.Start(Director);
        var file = Encoding.UTF8.GetBytes(Places(5_000));
        var problem = await ProblemDocument.Expect(
            await Import(draft, file, "list=places"), HttpStatusCode.UnprocessableEntity, "import_faults");
        var faults = problem.Body.GetProperty("details").EnumerateArray().ToList();
        Assert.Equal([(17, "地名类型"), (203, "所在区划代码"), (4_000, "地名")],
            faults.Select(f => (f.GetProperty("row").GetInt32(), f.Text("column")!)));
        Assert.Contains("小区", faults[0].Text("remedy"), StringComparison.Ordinal);
        Assert.Contains("620422999001", faults[1].Text("what"), StringComparison.Ordinal);
        Assert.Empty((await draft.Read("difference")).Items());

        var done = await Ok(await Import(draft, file, "list=places&leaveOut=17,203,4000&file=地名.csv"));
        Assert.Equal((5_000, 4_997, 3), (
            done.GetProperty("rows").GetInt32(), done.GetProperty("changed").GetInt32(),
            done.GetProperty("leftOut").GetInt32()));
        var import = (await draft.Read("")).GetProperty("imports")[0];
        Assert.Equal("地名.csv", import.Text("file"));
        Assert.Equal([17, 203, 4_000],
            import.GetProperty("leftOut").EnumerateArray().Select(r => r.GetProperty("row").GetInt32()));

        var again = await Ok(await Import(draft, file, "list=places&leaveOut=17,203,4000&mode=replace"));
        Assert.Equal(4_997, again.GetProperty("changed").GetInt32());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task A_file_is_read_as_offices_write_it(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var draft = await Draft.Start(Director);
        var text = "承办单位,事项代码,主办或协办,依据\n620422-labour,010102,协办,\"《条例》第一条,\n第二款\"\n";
        await Ok(await Import(draft, Encoding.GetEncoding(encoding).GetBytes(text), "list=duties"));
        var row = Assert.Single((await draft.Read("rows?list=duties&changed=true")).Items());
        Assert.Equal(("010102 620422-labour", "《条例》第一条,\n第二款"),
            (row.Text("key"), row.GetProperty("row").Text("basis")));
    }

    [Theory]
    [InlineData("csv", "zh")]
    [InlineData("xlsx", "zh")]
    [InlineData("csv", "en")]
    [InlineData("xlsx", "en")]
    public async Task What_is_exported_can_be_imported_and_changes_nothing(string format, string language)
    {
        var draft = await Draft.Start(Director);
        await draft.Change("organisations", "620422-x", new
        {
            code = "620422-x", name = "=1+1", kind = "department", level = "county", jurisdiction = "620422",
            aliases = new[] { "-减;号", "@甲", "\"引\"", "'=撇", "_x0041_" },
        });
        await draft.Change("rosters", null, new
        {
            organisation = "620422-water", mode = "holiday", officer = "li", officerName = "+李",
            from = "2026-12-01T00:00:00Z", capacity = 3,
        });
        foreach (var list in (string[])["organisations", "rosters", "matters", "duties", "jurisdictions"])
        {
            var file = await Export(list, $"format={format}&draft={draft.Id}", language);
            var other = await Draft.Start(Director);
            await Ok(await Import(other, file, $"list={list}&mode=replace"));
            Assert.Equal(await Differing(draft, list), await Differing(other, list));
        }
    }

    [Fact]
    public async Task No_cell_of_an_export_begins_as_a_formula()
    {
        var draft = await Draft.Start(Director);
        await draft.Change("places", null, new { name = "=LINK(1)", kind = "road", jurisdiction = "620422100001" });
        var text = Encoding.UTF8.GetString(await Export("places", "draft=" + draft.Id));
        Assert.Contains("\n'=LINK(1),道路", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_the_file_lacks_stays_and_replacing_takes_away_what_it_does_not_name()
    {
        var draft = await Draft.Start(Director);
        await Ok(await Import(draft, "code,aliases\n620422-water,水务局;供水所\n"u8.ToArray(), "list=organisations"));
        var field = Assert.Single((await draft.Read("difference")).Items()).GetProperty("fields");
        Assert.Equal((1, "aliases"), (field.GetArrayLength(), field[0].Text("field")));
        var two = "code\n620422-water\n620422-centre\n"u8.ToArray();
        await Ok(await Import(draft, two, "list=organisations&mode=replace"));
        Assert.Equal(Catalogue.Organisations.Length - 2,
            (await draft.Read("difference")).Items().Count(i => i.Text("what") == "removed"));
    }

    [Theory]
    [InlineData("区划代码,人口\n620422,1\n", "没有“人口”这一栏")]
    [InlineData("名称\n会宁县\n", "缺少“区划代码”一栏")]
    [InlineData("区划代码,名称\n620422,甲\n620422,乙\n", "与第2行重复")]
    [InlineData("区划代码,名称\n\n620422,\"甲\n的\"\n620422,乙5\"管\n", "与第3行重复")]
    public async Task Titles_and_repeated_rows_are_named(string text, string says)
    {
        var problem = await ProblemDocument.Expect(
            await Import(await Draft.Start(Director), Encoding.UTF8.GetBytes(text), "list=jurisdictions"),
            HttpStatusCode.UnprocessableEntity, "import_faults");
        Assert.Equal(says, problem.Body.GetProperty("details")[0].Text("what"));
    }

    [Theory]
    [InlineData("PK这不是压缩文件")]
    [InlineData("\"没有闭合")]
    [InlineData("区划代码,名称\n620422,\"甲\n620423,乙\n")]
    [InlineData("")]
    public async Task A_file_that_is_none_is_refused(string text) => await ProblemDocument.Expect(
        await Import(await Draft.Start(Director), Encoding.UTF8.GetBytes(text), ""),
        HttpStatusCode.UnprocessableEntity, "file_unreadable");

    [Fact]
    public async Task A_whole_county_comes_as_one_workbook_or_one_archive()
    {
        var workbook = await Export("all", "");
        var draft = await Draft.Start(Director);
        await Ok(await Import(draft, workbook, "mode=replace"));
        Assert.Empty((await draft.Read("difference")).Items());

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Entry(zip, "duties.csv", "matter,owner,role\n010102,620422-fire,assisting\n");
            await Entry(zip, "单位清单.csv", "单位代码,名称,单位类型,层级,所在区划代码\n620422-fire,消防救援大队,部门,县级,620422\n");
        }
        await Ok(await Import(draft, stream.ToArray(), ""));
        Assert.Equal(
            ["620422-fire", "010102 620422-fire"], (await draft.Read("difference")).Items().Select(i => i.Text("key")));
        using var handler = await routing.Handler(new("620422-water")).GetAsync("/catalogue/duties/export");
        Assert.Equal(HttpStatusCode.Forbidden, handler.StatusCode);
        var auditor = routing.Routing.Client(Roles.Auditor, "x");
        using var hidden = await auditor.GetAsync("/catalogue/duties/export?draft=" + draft.Id);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task A_workbook_of_an_older_program_is_taken_and_a_broken_one_refused()
    {
        var file = await File.ReadAllBytesAsync(
            Repository.Path("tests", "Unit", "Routing", "Spreadsheets", "places.xls"));
        var draft = await Draft.Start(Director);
        await Ok(await Import(draft, file, "list=duties"));
        Assert.Equal("010102 620422-labour", Assert.Single((await draft.Read("difference")).Items()).Text("key"));
        await ProblemDocument.Expect(
            await Import(draft, file[..2_000], "list=duties"), HttpStatusCode.UnprocessableEntity, "file_unreadable");
    }

    static async Task<IEnumerable<string>> Differing(Draft draft, string list) =>
        (await draft.Read("difference?list=" + list)).Items().Select(i => i.GetProperty("fields").ToString());

    static async Task Entry(ZipArchive zip, string name, string text)
    {
        await using var stream = zip.CreateEntry(name).Open();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    static Task<HttpResponseMessage> Import(Draft draft, byte[] file, string query) =>
        draft.Editor.PostAsync($"/catalogue/drafts/{draft.Id}/imports?{query}", new ByteArrayContent(file));

    async Task<byte[]> Export(string list, string query, string language = "zh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/catalogue/{list}/export?{query}");
        request.Headers.Add("Accept-Language", language);
        using var answer = await Director.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
