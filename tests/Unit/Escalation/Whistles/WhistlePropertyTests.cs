using Dispatch.Escalation.Whistles.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Escalation.Whistles;

/// <summary>
/// Whatever happens in whatever order, doubled, late or refused: one side is accountable for every open part, and a
/// department that is absent is ordered to come once. The blower's word and the ratings have their time, too.
/// </summary>
public sealed class WhistlePropertyTests
{
    const int Lives = 2_000, Steps = 40;

    [Theory, MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Every_life_keeps_its_invariants(int seed)
    {
        var random = new Random(seed);
        var (ended, absent, refused, partial, silent, closed) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < Lives; i++)
        {
            var life = new WhistleLife();
            var emergency = random.Next(2) == 0;
            life.Propose(
                emergency ? WhistleType.Emergency : WhistleType.StrongDemand, WhistleLife.Grid,
                OrganisationKind.Village);
            for (var step = 0; step < Steps; step++)
            {
                var before = life.Whistle;
                var no = Any(life, random);
                // A refusal leaves everything as it was.
                if (no is not null)
                    Assert.Same(before, life.Whistle);
                Holds(life);
            }
            ended += life.Whistle.Status == WhistleStatus.Ended ? 1 : 0;
            absent += life.Told.OfType<DepartmentAbsent>().Count();
            refused += life.Told.OfType<SummonsRefused>().Count();
            silent += life.Told.OfType<WhistleTermMissed>().Count(e => e.Clock == ClockKind.Confirmation);
            closed += life.Whistle.Current(ClockKind.Rating) is { Runs: true } window && window.Due < life.Now ? 1 : 0;
            partial += life.Told.OfType<JointResultRecorded>().Count(e => e.Partial);
        }
        // The lives are worth looking at only if they come to all of these.
        Assert.All(new[] { ended, absent, refused, partial, silent, closed }, count =>
            Assert.InRange(count, Lives / 20, int.MaxValue));
    }

    static Refusal? Any(WhistleLife life, Random random)
    {
        var one = WhistleLife.Departments[random.Next(WhistleLife.Departments.Count)];
        switch (random.Next(15))
        {
            case 0: return life.Do(WhistleLife.Township, (w, a, t, h) => w.Review(random.Next(4) > 0, "审核", a, t, h));
            case 1: return life.Do(WhistleLife.Grid, (w, a, t, h) => w.Appeal("提请复核", a, t, h));
            case 2: return life.Do(WhistleLife.Centre, (w, a, t, h) => w.Review(random.Next(4) > 0, "复核", a, t, h));
            case 3: return life.Acknowledge(one);
            case 4: return random.Next(3) == 0 ? life.Refuse(one, random.Next(2) == 0 ? "权责清单" : null) : null;
            case 5: return life.Rule(one, random.Next(2) == 0, (WhistleLife.Stranger.Organisation, "卫健局"));
            case 6 or 7: return life.Arrive(one);
            case 8: return life.Do(one, (w, a, _, h) => w.ReportPart("已处置", a, h));
            case 9:
                return life.Do(life.Whistle.Lead.Organisation == WhistleLife.Lead.Organisation
                ? WhistleLife.Lead : WhistleLife.Stranger, (w, a, t, h) => w.RecordResult("结果", [], a, t, h));
            case 10: return life.Do(WhistleLife.Grid, (w, a, t, h) => w.End(random.Next(2) == 0, "意见", a, t, h));
            case 11:
                return Rated(life, life.Do(WhistleLife.Grid, (w, a, _, h) =>
                    w.RateDepartment(one.Organisation, new(true, true, true), "评价", a, h)));
            case 12: return Rated(life, life.Do(one, (w, a, _, h) => w.RateWhistle(true, "评价", a, h)));
            default:
                life.Wait(TimeSpan.FromMinutes(random.Next(1, life.Whistle switch
                {
                    { Status: WhistleStatus.Ended } => 12_000,
                    { Status: WhistleStatus.ResultRecorded } => 200,
                    { Type: WhistleType.Emergency } => 25,
                    _ => 900,
                })));
                return null;
        }
    }

    static Refusal? Rated(WhistleLife life, Refusal? no)
    {
        if (no is null)
            Assert.True(life.Now <= life.Whistle.Current(ClockKind.Rating)!.Due);
        return no;
    }

    static void Holds(WhistleLife life)
    {
        var whistle = life.Whistle;
        Assert.Equal(whistle.Status == WhistleStatus.ResultRecorded ? 1 : 0,
            whistle.Deadlines.Count(one => one is { Kind: ClockKind.Confirmation, Runs: true }));
        Assert.Equal(whistle.Status == WhistleStatus.Ended ? 1 : 0,
            whistle.Deadlines.Count(one => one.Kind == ClockKind.Rating));
        Shows(life);
        Assert.Equal(life.Told.Count, whistle.Version);
        Assert.Equal(
            whistle.Status is WhistleStatus.Ended or WhistleStatus.Withdrawn, whistle.Accountable == Side.Nobody);
        Assert.Single(whistle.Summons, one => one.Role == TicketRole.Lead);
        foreach (var one in whistle.Summons)
        {
            var open = one.State is not (SummonsState.Done or SummonsState.Excused or SummonsState.Carried);
            Assert.Equal(open, one.Accountable != Side.Nobody);
            // Somebody's time runs, or has been seen to be over, for every open part of a whistle that was blown.
            if (whistle.Status == WhistleStatus.Blown && open)
                Assert.Contains(one.Deadlines, deadline => deadline.Runs);
            Assert.Equal(one.ArrivalOrder is null ? 0 : 1, life.Orders.Count(
                order => order.Cause == $"whistle/{whistle.Id}/{one.Organisation}/arrival"));
            // Once its time has passed, whoever owes it to come has been ordered to.
            if (whistle.Status == WhistleStatus.Blown && one.State is SummonsState.Called or SummonsState.Acknowledged
                && one.Current(ClockKind.Arrival) is { } arrival && arrival.Due <= life.Now)
                Assert.NotNull(one.ArrivalOrder);
        }
        Assert.Equal(
            life.Orders.Count, life.Orders.Select(order => order.Cause).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>What one side said shows to the other when both are in or the time is over, and never before.</summary>
    static void Shows(WhistleLife life)
    {
        var (whistle, now) = (life.Whistle, life.Now);
        var over = whistle.Current(ClockKind.Rating)?.Due < now;
        foreach (var one in whistle.Summons)
        {
            var department = WhistleLife.Stranger with { Organisation = one.Organisation };
            Assert.Equal(one.OfDepartment is not null && (over || one.OfWhistle is not null),
                whistle.ShownOfDepartment(one, department, now) is not null);
            Assert.Equal(one.OfWhistle is not null && (over || one.OfDepartment is not null),
                whistle.ShownOfWhistle(one, WhistleLife.Grid, now) is not null);
        }
    }
}
