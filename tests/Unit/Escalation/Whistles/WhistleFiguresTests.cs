using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Tests.Unit.Escalation.Whistles;

public sealed class WhistleFiguresTests
{
    [Theory]
    // 1 to 10 whistles for a hundred cases, judged from a hundred cases on.
    [InlineData(0, 0, null, BandSide.TooSmall)]
    [InlineData(50, 99, 50.51, BandSide.TooSmall)]
    [InlineData(0, 100, 0d, BandSide.Below)]
    [InlineData(1, 101, 0.99, BandSide.Below)]
    [InlineData(1, 100, 1d, BandSide.Within)]
    [InlineData(10, 100, 10d, BandSide.Within)]
    [InlineData(11, 100, 11d, BandSide.Above)]
    [InlineData(300, 1_000, 30d, BandSide.Above)]
    public void Too_many_and_too_few_both_show_and_small_numbers_are_not_judged(
        long whistles, long cases, double? rate, BandSide side)
    {
        var band = Band(1, null, "2020-01-01");
        Assert.Equal(side, band.Judge(whistles, cases));
        Assert.Equal(rate, WhistleBand.Rate(whistles, cases) is { } exact ? Math.Round((double)exact, 2) : null);
    }

    static WhistleBand Band(int id, string? place, string from) => new(
        id, place is null ? null : new JurisdictionId(place), 1, 10, 100, "规定",
        DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("620422105", "2026-06-30", 3)]
    [InlineData("620422106", "2026-06-30", 2)]
    [InlineData("620422106", "2026-03-31", 1)]
    [InlineData("620422106", "2026-07-01", 4)]
    [InlineData("620523101", "2026-07-01", 1)]
    public void The_band_of_the_nearest_place_is_in_force_from_its_day(string place, string day, int id)
    {
        IReadOnlyList<WhistleBand> all =
        [
            Band(1, null, "2020-01-01"), Band(2, "620422", "2026-04-01"), Band(3, "620422105", "2026-01-01"),
            Band(4, "620422", "2026-07-01"),
        ];
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(id, WhistleBand.InForce(all, new(place), on).Id);
    }

    [Theory]
    [InlineData(null, false, null, null)]
    [InlineData(null, false, 61, TermOutcome.Missed)]
    [InlineData(60, false, null, TermOutcome.InTime)]
    [InlineData(90, false, 61, TermOutcome.Late)]
    [InlineData(30, true, null, null)]
    // What was let pass stays so, even if nobody waits for it any more.
    [InlineData(90, true, 61, TermOutcome.Missed)]
    public void A_term_of_an_hour_ends_in_one_of_three_ways(int? met, bool dropped, int? missed, TermOutcome? outcome)
    {
        var start = Calendars.China("2026-09-28 10:00");
        DateTimeOffset? At(int? minutes) => minutes is { } after ? start.AddMinutes(after) : null;
        Assert.Equal(outcome, new Deadline(
            ClockKind.Arrival, 1, start, start.AddHours(1), At(met), At(missed), dropped).Outcome);
    }

    [Fact]
    public void Each_department_is_counted_by_what_became_of_its_terms()
    {
        var life = WhistleLife.Blown();
        Assert.Equal((null, null), (life.Of(WhistleLife.Lead).Answered, life.Of(WhistleLife.Lead).Came));
        life.Acknowledge(WhistleLife.Lead);
        life.Refuse(WhistleLife.Water, "消防大队三定规定第四条");
        life.Rule(WhistleLife.Water, upheld: true);
        life.Arrive(WhistleLife.Lead);
        life.Wait(TimeSpan.FromMinutes(31));
        Assert.Equal((TermOutcome.InTime, TermOutcome.InTime, null),
            (life.Of(WhistleLife.Lead).Answered, life.Of(WhistleLife.Lead).Came, life.Of(WhistleLife.Lead).Points));
        // A refusal that is upheld is an answer, and no arrival is owed.
        Assert.Equal((TermOutcome.InTime, null),
            (life.Of(WhistleLife.Water).Answered, life.Of(WhistleLife.Water).Came));
        Assert.Equal((TermOutcome.Missed, TermOutcome.Missed),
            (life.Of(WhistleLife.Fire).Answered, life.Of(WhistleLife.Fire).Came));
        life.Arrive(WhistleLife.Fire);
        Assert.Equal((TermOutcome.Late, TermOutcome.Late),
            (life.Of(WhistleLife.Fire).Answered, life.Of(WhistleLife.Fire).Came));
        life.Result();
        life.End(finished: true);
        life.Do(WhistleLife.Township, (whistle, actor, _, head) => whistle.RateDepartment(
            WhistleLife.Lead.Organisation, new(true, true, false), "到场迅速", actor, head));
        Assert.Null(life.Of(WhistleLife.Lead).Points);
        life.Do(WhistleLife.Lead, (whistle, actor, _, head) => whistle.RateWhistle(true, "确需联合", actor, head));
        Assert.Equal(2, life.Of(WhistleLife.Lead).Points);
    }

    [Theory]
    [InlineData(8, 2, 6, 1, 1, 80d, 75d)]
    [InlineData(0, 0, 0, 0, 0, null, null)]
    [InlineData(0, 3, 0, 0, 2, 0d, 0d)]
    public void Rates_are_of_what_was_due(
        long answered, long unanswered, long came, long late, long absent, double? answerRate, double? arrivalRate)
    {
        var one = new DepartmentFigures(
            new("water"), "水务局", 20, answered, unanswered, came, late, absent, 0, 0, 0, Rated: 4, Points: 9);
        Assert.Equal((answerRate, arrivalRate, 2.25m),
            ((double?)one.AnswerRate, (double?)one.ArrivalRate, one.MeanPoints));
        Assert.Null((one with { Rated = 0, Points = 0 }).MeanPoints);
    }
}
