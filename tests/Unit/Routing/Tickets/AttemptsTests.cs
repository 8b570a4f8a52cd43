using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>Which attempts to reach the petitioner count, as a table.</summary>
public sealed class AttemptsTests
{
    static readonly DateTimeOffset Now = County.Now;

    [Theory]
    [InlineData(Urgency.Normal, "0 30 120", 3)]
    [InlineData(Urgency.Normal, "0 30 119", 2)]
    [InlineData(Urgency.Normal, "0 29 31 60 119", 2)]
    [InlineData(Urgency.Normal, "0 29 31 60 119 121", 3)]
    [InlineData(Urgency.Normal, "0 1 2", 1)]
    [InlineData(Urgency.Normal, "120 30 0", 3)]
    [InlineData(Urgency.Emergency, "0 5 10", 3)]
    [InlineData(Urgency.Emergency, "0 4 9", 2)]
    [InlineData(Urgency.Normal, "", 0)]
    public void Attempts_count_when_they_lie_apart(Urgency urgency, string minutes, int counted) => Assert.Equal(
        counted, Attempts.Count(
            minutes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => Now.AddMinutes(int.Parse(m, null))),
            urgency));
}
