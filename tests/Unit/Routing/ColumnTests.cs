using System.Text.Json.Nodes;
using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class ColumnTests
{
    public static TheoryData<string, string, string, string> Cells() => new()
    {
        { "jurisdictions", "level", "乡镇级", "\"township\"" },
        { "jurisdictions", "level", "township", "\"township\"" },
        { "jurisdictions", "aliases", "城关；老城", "[\"城关\",\"老城\"]" },
        { "jurisdictions", "aliases", @"甲\;乙;丙", "[\"甲;乙\",\"丙\"]" },
        { "matters", "kinds", "求助;投诉", "[\"request\",\"complaint\"]" },
        { "matters", "level", "3", "3" },
        { "duties", "owner", "属地乡镇", "\"township-of-place\"" },
        { "duties", "owner", "620422-water", "\"620422-water\"" },
        { "rules", "from", "2026年12月1日", "\"2026-12-01\"" },
        { "rules", "from", "46357", "\"2026-12-01\"" },
        { "rosters", "from", "2026-12-01 08:30", "\"2026-12-01T00:30:00+00:00\"" },
        { "rosters", "from", "2026-12-01T00:30:00Z", "\"2026-12-01T00:30:00+00:00\"" },
        { "oneThings", "whistle", "应急处置", "\"emergency\"" },
        { "oneThings", "assisting", "620422-police;620422-fire", "[\"620422-police\",\"620422-fire\"]" },
        { "oneThings", "lead", "属地乡镇", "\"属地乡镇\"" },
        { "responsibilities", "function", "包乡县领导", "\"countyLeader\"" },
        { "responsibilities", "absentFrom", "2026/12/1", "\"2026-12-01\"" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_is_read_as_people_write_it_and_reads_the_same_after_writing(
        string list, string field, string cell, string json)
    {
        var column = CatalogueLists.Find(list)!.Columns.Single(c => c.Name == field);
        var value = column.Read(cell);
        Assert.Equal(json, value?.ToJsonString(ContractJson.Options));
        foreach (var english in (bool[])[true, false])
            Assert.True(JsonNode.DeepEquals(value, column.Read(column.Write(value, english))));
    }

    [Theory]
    [InlineData("jurisdictions", "level", "省级", "市级")]
    [InlineData("matters", "level", "三", "整数")]
    [InlineData("rules", "from", "下个月", "日期")]
    [InlineData("rosters", "from", "明早", "时间")]
    public void An_unreadable_cell_says_what_is_expected(
        string list, string field, string cell, string says)
    {
        var column = CatalogueLists.Find(list)!.Columns.Single(c => c.Name == field);
        var wrong = Assert.Throws<FormatException>(() => column.Read(cell));
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }
}
