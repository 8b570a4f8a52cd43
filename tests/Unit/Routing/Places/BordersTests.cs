using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Places;

/// <summary>
/// Borders of a township with two square villages side by side, a village of two parts, one of them with a hole, and a
/// village in that hole.
/// </summary>
public sealed class BordersTests
{
    static readonly CatalogueIndex Squares = new(new(
        new(1, 0, 0, 0),
        [
            Row("620422", "会宁县", Level.County, null, null),
            Row("620422100", "会师镇", Level.Township, "620422", "POLYGON((80 35,80.8 35,80.8 35.2,80 35.2,80 35))"),
            Row("620422100201", "西坪村", Level.Village, "620422100", "POLYGON((80 35,80.1 35,80.1 35.1,80 35.1,80 35))"),
            Row("620422100202", "东坪村", Level.Village, "620422100",
                "POLYGON((80.1 35,80.2 35,80.2 35.1,80.1 35.1,80.1 35))"),
            Row("620422100203", "环沟村", Level.Village, "620422100",
                "MULTIPOLYGON(((80.3 35,80.5 35,80.5 35.2,80.3 35.2,80.3 35),(80.35 35.05,80.45 35.05,80.45 35.15,"
                + "80.35 35.15,80.35 35.05)),((80.6 35,80.7 35,80.7 35.1,80.6 35.1,80.6 35)))"),
            Row("620422100204", "中洼村", Level.Village, "620422100",
                "POLYGON((80.36 35.06,80.44 35.06,80.44 35.14,80.36 35.14,80.36 35.06))"),
        ],
        [], [], [], [], [], [], [], []));

    static JurisdictionRow Row(string code, string name, Level level, string? parent, string? outline) =>
        new(new(code), name, level, parent is null ? null : new JurisdictionId(parent), [], outline);

    static PlaceFinding At(double latitude, double longitude, string? text = null) =>
        Squares.Gazetteer.Find(text, latitude, longitude, null);

    [Theory]
    [InlineData(35.05, 80.05, "620422100201")]
    [InlineData(35.05, 80.15, "620422100202")]
    [InlineData(35.02, 80.32, "620422100203")]
    [InlineData(35.05, 80.65, "620422100203")]
    [InlineData(35.10, 80.40, "620422100204")]
    [InlineData(35.055, 80.352, "620422100")]
    [InlineData(35.15, 80.25, "620422100")]
    [InlineData(35.00, 80.05, "620422100201")]
    public void A_point_lies_in_the_smallest_jurisdiction_around_it_and_never_in_one_with_a_hole_there(
        double latitude, double longitude, string place) =>
        Assert.Equal(place, At(latitude, longitude).Decided?.Jurisdiction.Value);

    [Fact]
    public void On_a_shared_border_both_are_shown_and_neither_is_decided_unless_the_address_tells_which()
    {
        var found = At(35.05, 80.1);
        Assert.Null(found.Decided);
        Assert.Equal(["620422100201", "620422100202"], found.Candidates.Select(c => c.Jurisdiction.Value));
        Assert.All(found.Candidates, c => Assert.Equal("coordinates_on_border", c.Reasons[^1].Code));
        Assert.Equal("620422100202", At(35.05, 80.1, "东坪村").Decided?.Jurisdiction.Value);
    }

    [Fact]
    public void Near_a_border_the_neighbour_is_shown_too()
    {
        var found = At(35.05, 80.1005);
        Assert.Equal("620422100202", found.Decided?.Jurisdiction.Value);
        Assert.Equal(("620422100201", "coordinates_beside"),
            (found.Candidates[^1].Jurisdiction.Value, found.Candidates[^1].Reasons[^1].Code));
        Assert.Single(At(35.05, 80.15).Candidates);
    }

    [Fact]
    public void A_point_from_a_web_map_does_not_silently_overrule_the_address()
    {
        // Web maps give GCJ-02, here 550 m off: the address says west, but the shifted point lies in the east.
        var found = At(35.05, 80.105, "会师镇西坪村");
        Assert.Null(found.Decided);
        Assert.Equal(["620422100201", "620422100202"], found.Candidates.Select(c => c.Jurisdiction.Value));
        Assert.All(found.Candidates, c => Assert.Equal("coordinates_conflict", c.Reasons[^1].Code));
    }

    [Fact]
    public void Swapped_latitude_and_longitude_are_reported_and_not_decided()
    {
        var found = At(80.05, 35.05);
        Assert.Null(found.Decided);
        Assert.Equal(("620422100201", "coordinates_turned"),
            (Assert.Single(found.Candidates).Jurisdiction.Value, found.Candidates[0].Reasons[^1].Code));
    }

    [Fact]
    public void Outside_of_every_border_nothing_is_found() => Assert.Empty(At(39.9, 86.4).Candidates);

    public static TheoryData<string> Deep() => new(
        Nested("GEOMETRYCOLLECTION(", ""), Nested("GEOMETRYCOLLECTION Z(", "POINT Z(1 2 3)"),
        Nested("GEOMETRYCOLLECTION M (", "EMPTY"), "POLYGON(" + Nested("GEOMETRYCOLLECTION(", "") + ")",
        "POLYGON" + Nested("(", ""), "MULTIPOLYGON(((80 35,81 35,81 36,80 35))," + Nested("(", "") + ")",
        " polygon EMPTY " + Nested("GEOMETRYCOLLECTION(", ""), new string('(', 400_000), "POLYGON(((((0 0)))))",
        "GEOMETRYCOLLECTION EMPTY", "POLYGON(NULL)", "POLYGON((1e999 0,1 1,2 2,1e999 0))", "POLYGON((", ")(");

    // As deep as a field can hold. A WKT reader that recursed into it would end the process that runs the tests.
    static string Nested(string open, string inner) =>
        string.Concat(Enumerable.Repeat(open, 50_000)) + inner + new string(')', 50_000);

    [Theory]
    [MemberData(nameof(Deep))]
    public void An_outline_that_is_no_polygon_is_refused_and_left_out_of_the_borders_however_deep_it_is(string outline)
    {
        var rows = Squares.Rows with
        {
            Jurisdictions = [.. Squares.Rows.Jurisdictions, Row("620423", "邻县", Level.County, null, outline)],
        };
        Assert.Single(CatalogueChecks.All(rows), f => f is { Code: "outline_invalid", Field: "outline" });
        var borders = new Borders(rows.Jurisdictions);
        Assert.Equal("620422100201", Assert.Single(borders.At(35.05, 80.05)).Code.Value);
        Assert.False(Borders.Readable(outline));
    }
}
