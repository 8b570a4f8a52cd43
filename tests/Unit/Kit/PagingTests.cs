using Dispatch.Kit;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Tests.Unit.Kit;

public sealed class PagingTests
{
    static async Task<Paging> Bind(string query) =>
        await Paging.BindAsync(new DefaultHttpContext { Request = { QueryString = new(query) } });

    [Fact]
    public async Task Without_parameters_a_page_has_fifty_rows_from_the_beginning()
    {
        var paging = await Bind("");
        Assert.Equal((50, 51), (paging.Limit, paging.Take));
        Assert.Null(paging.After(0));
        Assert.Null(paging.AfterId);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=2001", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?limit=99999999999", "limit")]
    [InlineData("?after=%21%21", "after")]
    public async Task What_cannot_be_read_is_refused_and_named(string query, string field)
    {
        var bad = await Assert.ThrowsAsync<UnreadableFieldException>(() => Bind(query));
        Assert.Equal(field, BadRequest.Explain(bad, new DefaultHttpContext()).Field);
    }

    [Fact]
    public async Task Following_next_reads_every_row_once()
    {
        var rows = Enumerable.Range(1, 23).Select(i => (Key: $"k{i:D2}", Id: Guid.CreateVersion7())).ToList();
        var read = new List<Guid>();
        for (string? after = null; ;)
        {
            var paging = await Bind("?limit=5" + (after is null ? "" : "&after=" + after));
            var from = paging.After(0) is { } key ? rows.FindIndex(r => r.Key == key && r.Id == paging.AfterId) + 1 : 0;
            var page = paging.Page([.. rows.Skip(from).Take(paging.Take)], r => [r.Key, r.Id.ToString()]);
            read.AddRange(page.Items.Select(r => r.Id));
            if ((after = page.Next) is null)
                break;
            Assert.Equal(5, page.Items.Count);
        }
        Assert.Equal(rows.Select(r => r.Id), read);
    }

    [Fact]
    public async Task A_page_that_is_exactly_full_has_no_next() =>
        Assert.Null((await Bind("?limit=3")).Page([1, 2, 3], i => [$"{i}"]).Next);
}
