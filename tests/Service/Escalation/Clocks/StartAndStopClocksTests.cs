using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Clocks;

[Collection("escalation")]
public sealed class StartAndStopClocksTests(EscalationFixture fixture)
{
    [Fact]
    public async Task A_dispatch_that_overtakes_its_registration_waits_and_a_redelivery_is_a_no_op()
    {
        await using var heard = await Broker.Listen(typeof(ClocksStarted), typeof(ClocksStopped));
        var one = Case();
        var (registered, dispatched) = (Registered(one), Dispatched(one));
        await fixture.Broker.Publish(dispatched);
        await fixture.Broker.Publish(registered);
        var started = await heard.Next<ClocksStarted>(e => e.Head.CaseId == one.Id, evidence: () =>
            fixture.Service.Log);
        Assert.Equal(
            [ClockKind.Citizen, ClockKind.Claim, ClockKind.FirstContact, ClockKind.Reply],
            started.Clocks.Select(clock => clock.Kind).Order());
        Assert.Equal(1, started.Head.Version);

        await fixture.Broker.Publish(dispatched);
        await fixture.Broker.Publish(registered);
        await fixture.Broker.Publish(Claimed(one));
        var stopped = await heard.Next<ClocksStopped>(e => e.Head.CaseId == one.Id);
        Assert.Equal((2, ClockKind.Claim, true),
            (stopped.Head.Version, stopped.Clocks.Single().Kind, stopped.Clocks.Single().InTime));
        await Eventually.Be(() => Broker.Quiet("escalation"), "everything is consumed");
        Assert.Single(heard.All<ClocksStarted>(), e => e.Head.CaseId == one.Id);
        Assert.Equal(4, (await fixture.Clocks(fixture.Centre, one, 4)).Count);
    }

    [Fact]
    public async Task One_early_event_of_a_burst_does_not_hold_up_the_others()
    {
        var early = Case();
        var (registered, dispatched, claimed) = (Registered(early), Dispatched(early), Claimed(early));
        await fixture.Broker.Publish(claimed);
        var cases = Enumerable.Range(0, 50).Select(_ => Case()).ToList();
        foreach (var one in cases)
        {
            await fixture.Broker.Publish(Registered(one));
            await fixture.Broker.Publish(Dispatched(one));
        }
        var ids = cases.Select(one => one.Id.Value).ToArray();
        await Eventually.Equal(
            200L, () => fixture.Service.Database.One<long>("select count(*) from clock where case_id = any(@ids)",
                new { ids }), "clocks");
        await fixture.Broker.Publish(registered);
        await fixture.Broker.Publish(dispatched);
        var clocks = await Eventually.Get(
            () => fixture.Clocks(fixture.Centre, early, 4),
            all => all.Any(clock => clock.TryGetProperty("stoppedAt", out _)), "the claim is stopped");
        Assert.Equal("claim", clocks.Single(clock => clock.TryGetProperty("stoppedAt", out _)).GetProperty("kind")
            .GetString());
    }

    [Fact]
    public async Task An_organisation_sees_its_own_cases_and_a_centre_those_of_its_jurisdiction()
    {
        var one = Case();
        await fixture.Broker.Publish(Registered(one));
        await fixture.Broker.Publish(Dispatched(one));
        var clocks = await fixture.Clocks(fixture.Centre, one, 4);
        Assert.Equal(4, (await fixture.Clocks(fixture.Housing, one, 4)).Count);
        Assert.Empty(await fixture.Clocks(fixture.Water, one, 0));
        using var elsewhere = fixture.Service.Client(Roles.Director, "620421-centre", "620421");
        Assert.Empty(await fixture.Clocks(elsewhere, one, 0));

        var address = $"/clocks/{clocks[0].GetProperty("id").GetString()}/explain";
        var explained = await Get(fixture.Housing, address);
        Assert.Equal(clocks[0].GetProperty("due").GetString(), explained.GetProperty("due").GetString());
        Assert.Equal(7, explained.GetProperty("steps").EnumerateArray()
            .Count(step => step.GetProperty("counted").GetBoolean()));
        using var hidden = await fixture.Water.GetAsync(address);
        await ProblemDocument.Expect(hidden, System.Net.HttpStatusCode.NotFound, "clock_not_found");
        using var admin = await fixture.Service.Client(Roles.Admin).GetAsync("/clocks?case=" + one.Number);
        await ProblemDocument.Expect(admin, System.Net.HttpStatusCode.Forbidden, "role_not_allowed");
        using var unnamed = await fixture.Centre.GetAsync("/clocks");
        await ProblemDocument.Expect(unnamed, System.Net.HttpStatusCode.UnprocessableEntity, "case_required");
        using var unreadable = await fixture.Centre.GetAsync("/clocks?cases=12,13");
        await ProblemDocument.Expect(unreadable, System.Net.HttpStatusCode.UnprocessableEntity, "cases_not_readable");
    }

    [Fact]
    public async Task A_dispatch_tells_until_when_it_may_be_returned_and_a_return_starts_the_arbiters_clock()
    {
        await using var heard = await Broker.Listen(typeof(ClocksStarted));
        var one = Case();
        await fixture.Broker.Publish(Registered(one));
        var dispatched = Dispatched(one);
        await fixture.Broker.Publish(dispatched);
        var terms = (await heard.Next<ClocksStarted>(e => e.Head.CaseId == one.Id)).Lead;
        Assert.Equal(one.Lead, terms?.TicketId);
        Assert.Equal(5, terms!.Extendable);
        Assert.True((terms.ReturnUntil - dispatched.Head.OccurredAt.AddHours(24)).Duration() < TimeSpan.FromSeconds(1));

        await fixture.Broker.Publish(new ReturnAsked(
            one.Head("routing"), one.Lead, ReturnId.New(), ReturnReason.NotOurDuty, null, [],
            new OrganisationId("620422-centre")));
        await fixture.Broker.Publish(new ApplicationDecided(
            one.Head("routing"), one.Lead, TicketApplicationId.New(), ApplicationKind.Extension, true, 3, null, []));
        var clocks = await Eventually.Get(
            () => fixture.Clocks(fixture.Centre, one, 5),
            all => all.Any(c => c.GetProperty("term").GetString() == "5个工作日，延期3个工作日，受群众时钟所限"),
            "the reply is extended");
        var ruling = clocks.Single(c => c.GetProperty("kind").GetString() == "ruling");
        Assert.Equal("620422-centre", ruling.GetProperty("organisation").GetString());
        var reply = clocks.Single(c => c.GetProperty("kind").GetString() == "reply");
        var explained = await Get(fixture.Centre, $"/clocks/{reply.GetProperty("id").GetString()}/explain");
        // The citizen clock ends after seven working days, and the extended reply with it.
        Assert.Equal(7, explained.GetProperty("steps").EnumerateArray().Count(s => s.GetProperty("counted")
            .GetBoolean()));
        var citizen = clocks.Single(c => c.GetProperty("kind").GetString() == "citizen");
        Assert.Equal(citizen.GetProperty("due").GetString(), explained.GetProperty("due").GetString());
        Assert.Contains(explained.GetProperty("reasons").EnumerateArray(),
            r => r.GetProperty("code").GetString() == "bounded_by_citizen_clock");
        Assert.Empty(explained.GetProperty("warnings").EnumerateArray());
    }
}
