using System.IO.Compression;
using System.Net;
using System.Text;

namespace Dispatch.Tests.Service.Routing;

/// <summary>
/// Input that would end the process, exhaust its memory or look like an outage is refused with an explanation.
/// </summary>
[Collection("routing")]
public sealed class HostileInputTests(RoutingFixture routing)
{
    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre");

    [Fact]
    public async Task A_border_that_is_no_polygon_is_refused_before_it_comes_into_a_draft()
    {
        var draft = await Draft.Start(Director);
        var outline = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 50_000));
        using var changed = await draft.Send("jurisdictions", null, new
        {
            code = "620422100", name = "会师镇", level = "township", parent = "620422", outline,
        });
        var row = await ProblemDocument.Expect(changed, HttpStatusCode.UnprocessableEntity, "row_invalid");
        Assert.Contains("POLYGON", row.Body.GetProperty("errors").GetProperty("items[0].row.outline")[0].GetString(),
            StringComparison.Ordinal);

        using var imported = await Import(draft, Encoding.UTF8.GetBytes("区划代码,边界\n620422," + outline), "jurisdictions");
        var file = await ProblemDocument.Expect(imported, HttpStatusCode.UnprocessableEntity, "import_faults");
        var fault = Assert.Single(file.Body.GetProperty("details").EnumerateArray());
        Assert.Equal((2, "边界"), (fault.GetProperty("row").GetInt32(), fault.Text("column")));
        Assert.Empty((await draft.Read("difference")).Items());
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_has_a_list_twice_is_refused_with_what_to_do()
    {
        var draft = await Draft.Start(Director);
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", 100_001)));
        using var many = await Import(draft, rows, "places");
        var problem = await ProblemDocument.Expect(many, HttpStatusCode.UnprocessableEntity, "file_too_large");
        Assert.Contains("100000行", problem.Body.Text("detail"), StringComparison.Ordinal);

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["places.csv", "地名库.csv"])
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync("地名\n北关\n"u8.ToArray());
            }
        }
        using var twice = await Import(draft, stream.ToArray(), null);
        var same = await ProblemDocument.Expect(twice, HttpStatusCode.UnprocessableEntity, "file_unreadable");
        Assert.Contains("“places”和“地名库”", same.Body.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"a","name":"\ud800x"}""", "items[0].row.name")]
    [InlineData("""{"code":"a","words":["x","y\udc00"]}""", "items[0].row.words[1]")]
    [InlineData("""{"code":"a\u0000"}""", "items[0].row.code")]
    [InlineData("""{"code":"a","\ud800":"b"}""", "items[0].row")]
    [InlineData("""{"code":"a","code":"b"}""", "items[0].row")]
    [InlineData("""{"code":"a","Code":"b"}""", "items[0].row")]
    public async Task A_row_that_cannot_be_kept_is_refused_by_its_field(string row, string field)
    {
        var draft = await Draft.Start(Director);
        using var answer = await draft.Editor.PostAsync($"/catalogue/drafts/{draft.Id}/changes", new StringContent(
            $$"""{"items":[{"list":"rules","row":{{row}}}]}""", Encoding.UTF8, "application/json"));
        var problem = await ProblemDocument.Expect(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(field, Assert.Single(problem.Body.GetProperty("errors").EnumerateObject()).Name);
    }

    static Task<HttpResponseMessage> Import(Draft draft, byte[] file, string? list) => draft.Editor.PostAsync(
        $"/catalogue/drafts/{draft.Id}/imports" + (list is null ? "" : "?list=" + list), new ByteArrayContent(file));
}
