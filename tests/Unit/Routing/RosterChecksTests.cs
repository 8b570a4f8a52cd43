using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class RosterChecksTests
{
    static readonly DateTimeOffset Eight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly RosterRow First = new(new("water"), RosterMode.Regular, new("li"), "李某", Eight, Eight.AddHours(8),
        5);

    public static TheoryData<string, RosterRow, string?> Seconds() => new()
    {
        { "the next shift", First with { From = Eight.AddHours(8), Until = null }, null },
        { "another mode", First with { Mode = RosterMode.Holiday }, null },
        { "another person", First with { Officer = new("wang") }, null },
        { "twice at once", First with { From = Eight.AddHours(7), Until = Eight.AddHours(9) }, "days_overlap" },
        { "since ever", First with { From = null, Until = null }, "days_overlap" },
        { "ends before it begins", First with { From = Eight.AddDays(2), Until = Eight.AddDays(1) }, "days_wrong" },
        { "nobody there", First with { Organisation = new("nobody"), Officer = new("wang") }, "unknown_reference" },
    };

    [Theory]
    [MemberData(nameof(Seconds))]
    public void Nobody_is_on_duty_twice_at_once(string why, RosterRow second, string? code)
    {
        _ = why;
        var findings = CatalogueChecks.Of("rosters", County.Rows with { Rosters = [First, second] });
        Assert.Equal(code, findings.Select(f => f.Code).FirstOrDefault());
    }
}
