using System.Net;
using System.Text;

namespace Dispatch.Tests.Service.Routing;

/// <summary>What would end the process, fill its memory or be blamed on an outage is refused in words.</summary>
public sealed class HostileInputTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
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

    static Task<HttpResponseMessage> Import(Draft draft, byte[] file, string list) => draft.Editor.PostAsync(
        $"/catalogue/drafts/{draft.Id}/imports?list={list}", new ByteArrayContent(file));
}
