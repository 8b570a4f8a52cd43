using System.Net;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Ladder;

// Who has the case at the backstop, and who may answer on a rung.
public sealed partial class LadderTests
{
    [Fact]
    public async Task What_waits_for_its_audit_at_the_backstop_is_the_centres_when_the_audit_fails()
    {
        await using var heard = await Broker.Listen(
            typeof(CaseEscalated), typeof(BackstopAssigned), typeof(RungReassigned));
        var one = await Late();
        await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == one.Id && e.To == Rung.Centre, evidence: () => fixture.Service.Log);
        await Later(one.Id);
        await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.To == Rung.Leader);
        await Later(one.Id);
        var first = await heard.Next<BackstopAssigned>(e => e.Head.CaseId == one.Id);
        // The circular asks of the old owner what he still owes, and no longer that he handles the case.
        var circular = (await Newest(Director, one)).GetProperty("orderNumber").GetString();
        Assert.Contains("已转由综治中心兜底办理", await fixture.Service.Database.One<string>(
            "select demand from supervision_order where number = @circular", new { circular }),
            StringComparison.Ordinal);

        // The reply came first: Routing has left the ticket with its owner, and the rung rests.
        await fixture.Broker.Publish(Claimed(one));
        await fixture.Broker.Publish(new TicketReplied(
            one.Head("routing"), one.Lead, TicketRole.Lead, Outcome.Solved, "已修复", []));
        await Eventually.Equal(true, async () => (await Newest(Director, one)).GetProperty("resting").GetBoolean(),
            "the rung rests");
        await fixture.Service.Database.Execute(
            "update rung set owner = 'ladder.gone' where case_id = @id and left_at is null", new { id = one.Id.Value });
        await fixture.Broker.Publish(new ReplyAudited(one.Head("routing"), one.Lead, false, []));
        var again = await heard.Next<BackstopAssigned>(
            e => e.Head.CaseId == one.Id && e.Head.Version > first.Head.Version, evidence: () => fixture.Service.Log);
        Assert.Equal(one.Lead, again.TicketId);
        // Whoever answered there has left in the meantime.
        Assert.Equal("ladder.director", again.Owner.Account!.Value.Value);
        Assert.Equal("owner_gone", (await heard.Next<RungReassigned>(e => e.Head.CaseId == one.Id)).Reasons[0].Code);
    }

    [Fact]
    public async Task Whoever_answers_on_a_rung_by_name_sees_it_wherever_he_works()
    {
        await using var heard = await Broker.Listen(typeof(CaseEscalated));
        var one = await Late();
        await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == one.Id && e.To == Rung.Centre, evidence: () => fixture.Service.Log);
        await Later(one.Id);
        await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.To == Rung.Leader);
        var leader = As(Roles.Leader, CentreOf, "ladder.leader");
        var id = (await Newest(leader, one)).GetProperty("id").GetString();
        // What a leader has taken in charge, he hands to a leader only.
        Assert.Equal(["leader"], (await Get(leader, $"/rungs/{id}/people")).GetProperty("items").EnumerateArray()
            .Select(person => person.GetProperty("role").GetString()).Distinct());
        await Refused(
            leader.PutAsync($"/rungs/{id}/owner", Json("""{"account":"ladder.officer","grounds":"由其承办"}""")),
            HttpStatusCode.UnprocessableEntity, "account_not_there");
        // The list may name a head of another organisation as the leader's deputy.
        await fixture.Service.Database.Execute(
            "update rung set owner = 'police.head' where case_id = @id and left_at is null", new { id = one.Id.Value });
        var deputy = As(Roles.Head, "620422-police", "police.head");
        await Refused(As(Roles.Head, "620422-police", "police.other").PostAsync(
            $"/rungs/{id}/acknowledgement", Plan(Now.AddDays(1))), HttpStatusCode.NotFound,
            "rung_not_found");
        await Done(deputy.PostAsync(
            $"/rungs/{id}/acknowledgement", Plan(Now.AddDays(1), "公安、住建")));
    }
}
