using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Intake.Following;

[Collection("intake")]
public sealed class FollowCaseTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Events_in_the_wrong_order_and_twice_leave_the_newest_status_and_each_step_once()
    {
        var one = await fixture.Register("会师镇南关路井盖缺失");
        var dispatched = IntakeFixture.Dispatched(one);
        var claimed = new TicketClaimed(IntakeFixture.Head(one, 2), dispatched.Lead.Id, TicketRole.Lead,
            [new("claimed", "已签收。")]);
        await fixture.Broker.Publish(claimed);
        await Eventually.Equal("inHand", () => fixture.Status(one.Number), "the status");
        await fixture.Broker.Publish(dispatched);
        await fixture.Broker.Publish(claimed);
        await fixture.Broker.Publish(dispatched);

        await Eventually.Equal(3, () => Steps(one), "the timeline's length");
        Assert.Equal("inHand", await fixture.Status(one.Number));
        Assert.Equal("620422-water", await fixture.Text($"/cases/{one.Number}", "leadOrganisation"));
        Assert.Equal(["caseRegistered", "caseDispatched", "ticketClaimed"],
            (await Whats(one)).Order(Comparer<string>.Create((a, b) => Rank(a) - Rank(b))));
    }

    [Fact]
    public async Task An_archived_case_keeps_its_ending_whatever_comes_late()
    {
        var one = await fixture.Register("咨询居民医保缴费时间");
        await fixture.Intake.Database.Execute("update case_progress set status = 'archived' where case_id = @id",
            new { id = one.Id });
        await fixture.Broker.Publish(IntakeFixture.Dispatched(one, version: 9));
        await Eventually.Equal(2, () => Steps(one), "the timeline's length");
        Assert.Equal("archived", await fixture.Status(one.Number));
    }

    [Fact]
    public async Task A_place_that_became_known_more_exactly_is_followed_and_never_a_vaguer_or_another_one()
    {
        var one = await fixture.Register("会师镇南关路井盖缺失");
        Task<string> Place() => fixture.Intake.Database.One<string>(
            "select jurisdiction from registered_case where id = @id", new { id = one.Id });
        var registered = await Place();
        async Task Dispatched(int version, string place)
        {
            var to = IntakeFixture.Dispatched(one, version);
            await fixture.Broker.Publish(to with { Place = to.Place with { Jurisdiction = new(place) } });
            await Eventually.Equal(version + 1, () => Steps(one), "the timeline's length");
        }
        await Dispatched(1, registered + "009");
        Assert.Equal(registered + "009", await Place());
        await Dispatched(2, registered);
        await Dispatched(3, "530326");
        Assert.Equal(registered + "009", await Place());
    }

    static int Rank(string what) => what switch { "caseRegistered" => 0, "caseDispatched" => 1, _ => 2 };

    async Task<List<string>> Whats(IntakeFixture.Registered one) =>
        [.. (await fixture.Get($"/cases/{one.Number}/timeline")).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("what").GetString()!)];

    async Task<int> Steps(IntakeFixture.Registered one) => (await Whats(one)).Count;
}
