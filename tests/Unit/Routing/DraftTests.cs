using System.Text.Json.Nodes;
using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Dispatching.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class DraftTests
{
    static readonly JsonObject Water = Published("organisations", "water");

    static CatalogueChange Change(string list, string key, JsonObject? @base, JsonObject? row) =>
        new(list, key, @base, row);

    static CatalogueChange Renamed(JsonObject? @base) =>
        Change("organisations", "water", @base, With(Water, "name", "县水务局"));

    [Fact]
    public void A_row_is_changed_in_its_place_added_at_the_end_or_gone_and_the_rest_stay_the_same()
    {
        var after = Draft.Apply(County.Rows,
        [
            Renamed(Water), Change("organisations", "urban", null, null),
            Change("organisations", "fire", null, With(With(Water, "code", "fire"), "name", "消防救援大队")),
            Change("duties", "010201 urban", null, null),
        ]);
        Assert.Equal(
            ["centre", "water", "police", "labour", "mediation", "town", "town-mediation", "village", "fire"],
            after.Organisations.Select(o => o.Code.Value));
        Assert.Equal(("县水务局", "消防救援大队"), (after.Organisations[1].Name, after.Organisations[^1].Name));
        Assert.Same(County.Organisations[0], after.Organisations[0]);
        Assert.Same(County.Matters, after.Matters);
        Assert.Equal(County.Duties.Count - 1, after.Duties.Count);
    }

    [Fact]
    public void A_draft_can_be_decided_by()
    {
        var duty = new JsonObject { ["matter"] = "010101", ["owner"] = "urban", ["role"] = "lead", ["basis"] = "《条例》" };
        var after = new CatalogueIndex(Draft.Apply(County.Rows,
            [Change("duties", "010101 water", null, null), Change("duties", "010101 urban", null, duty)]));
        var decision = Deciding.Decide(after, County.Ask(matter: "010101"));
        Assert.Equal("urban", decision.Lead?.Code.Value);
    }

    [Fact]
    public void The_difference_shows_each_field_old_beside_new_in_the_lists_order()
    {
        var rows = Draft.Difference(County.Rows,
        [
            Change("rules", "r", null, new JsonObject { ["code"] = "r", ["name"] = "新规则", ["lead"] = "water" }),
            Change("organisations", "urban", Published("organisations", "urban"), null), Renamed(Water),
        ]);
        Assert.Equal(
            [
                ("organisations", "urban", RowFate.Removed), ("organisations", "water", RowFate.Changed),
                ("rules", "r", RowFate.Added),
            ],
            rows.Select(r => (r.List, r.Key, r.What)));
        var field = Assert.Single(rows[1].Fields);
        Assert.Equal(("name", "water局", "县水务局"), (field.Field, field.Old?.ToString(), field.New?.ToString()));
        Assert.Equal("新规则", rows[2].Name);
        Assert.DoesNotContain(rows, r => r.What == RowFate.Changed && r.Outdated);
    }

    public static TheoryData<string, JsonObject?, bool> Bases() => new()
    {
        { "as it stands", Water, false },
        { "as it stood before somebody renamed it", With(Water, "name", "自来水公司"), true },
        { "before somebody else added it", null, true },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_change_is_outdated_when_the_row_stands_otherwise_than_it_did(
        string why, JsonObject? @base, bool outdated)
    {
        _ = why;
        Assert.Equal(outdated, Assert.Single(Draft.Difference(County.Rows, [Renamed(@base)])).Outdated);
    }

    [Fact]
    public void What_lies_between_two_catalogues_leads_from_one_to_the_other()
    {
        var other = Draft.Apply(County.Rows, [Renamed(Water), Change("organisations", "urban", null, null)]);
        var between = Draft.Between(CatalogueLists.Organisations, County.Rows, other).ToList();
        Assert.Equal(["urban", "water"], between.Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.Empty(Draft.Between(CatalogueLists.Organisations, Draft.Apply(County.Rows, between), other));
        Assert.Empty(Draft.Between(CatalogueLists.Matters, County.Rows, other));
    }

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
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_is_read_as_people_write_it_and_what_is_written_reads_the_same(
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
    public void A_cell_that_cannot_be_read_says_what_may_stand_there(
        string list, string field, string cell, string says)
    {
        var column = CatalogueLists.Find(list)!.Columns.Single(c => c.Name == field);
        var wrong = Assert.Throws<FormatException>(() => column.Read(cell));
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }

    static JsonObject Published(string list, string key) =>
        Draft.Published(CatalogueLists.Find(list)!, County.Rows, [key])[key];

    static JsonObject With(JsonObject row, string field, string value)
    {
        var other = (JsonObject)row.DeepClone();
        other[field] = value;
        return other;
    }
}
