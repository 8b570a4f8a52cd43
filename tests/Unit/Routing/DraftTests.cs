using System.Text.Json.Nodes;
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
    public void A_changed_row_keeps_its_place_an_added_one_comes_last_and_the_rest_stay_the_same()
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
    public void Cases_can_be_decided_by_a_draft()
    {
        var duty = new JsonObject { ["matter"] = "010101", ["owner"] = "urban", ["role"] = "lead", ["basis"] = "《条例》" };
        var after = new CatalogueIndex(Draft.Apply(County.Rows,
            [Change("duties", "010101 water", null, null), Change("duties", "010101 urban", null, duty)]));
        var decision = Deciding.Decide(after, County.Ask(matter: "010101"));
        Assert.Equal("urban", decision.Lead?.Code.Value);
    }

    [Fact]
    public void The_difference_shows_old_and_new_values_in_the_order_of_the_lists()
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
        { "as it is published", Water, false },
        { "as it was before somebody renamed it", With(Water, "name", "自来水公司"), true },
        { "absent, before somebody else added it", null, true },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_change_is_outdated_when_the_published_row_is_no_longer_its_base(
        string why, JsonObject? @base, bool outdated)
    {
        _ = why;
        Assert.Equal(outdated, Assert.Single(Draft.Difference(County.Rows, [Renamed(@base)])).Outdated);
    }

    [Fact]
    public void Applying_the_changes_between_two_catalogues_to_one_gives_the_other()
    {
        var other = Draft.Apply(County.Rows, [Renamed(Water), Change("organisations", "urban", null, null)]);
        var between = Draft.Between(CatalogueLists.Organisations, County.Rows, other).ToList();
        Assert.Equal(["urban", "water"], between.Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.Empty(Draft.Between(CatalogueLists.Organisations, Draft.Apply(County.Rows, between), other));
        Assert.Empty(Draft.Between(CatalogueLists.Matters, County.Rows, other));
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
