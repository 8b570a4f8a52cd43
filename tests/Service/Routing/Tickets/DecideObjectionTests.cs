using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>An objection goes one level up, once, and ends the matter.</summary>
[Collection("routing")]
public sealed class DecideObjectionTests(RoutingFixture routing)
{
    static readonly object Objection = new
    {
        explanation = "裁定所引条款不适用于本单位，请予复核", duty = "010102", basis = "《城市管理办法》第五条", suggested = "620422-labour",
    };

    HttpClient Director(string account = "director-1") =>
        routing.Routing.Client(Roles.Director, "620422-centre", account: account);

    async Task<(DispatchedTicket Ticket, CaseDispatched First)> Ruled(bool upheld)
    {
        var first = await routing.Dispatch("小区停水");
        await routing.Rule(first.Lead, upheld);
        return (upheld ? (await routing.Heard.Next<CaseDispatched>(e => e.Replaces == first.Lead.Id)).Lead : first.Lead,
            first);
    }

    async Task<ObjectionId> Raised(DispatchedTicket ticket)
    {
        await Done(routing.Handler(ticket.Organisation), $"/tickets/{ticket.Id}/objection", Objection);
        var raised = await routing.Heard.Next<ObjectionRaised>(e => e.TicketId == ticket.Id);
        Assert.Equal("620422-centre", raised.Centre?.Value);
        return raised.ObjectionId;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upheld_objection_binds_whom_it_names_and_its_precedent_replaces_the_rulings(bool upheld)
    {
        var (ticket, first) = await Ruled(upheld);
        var path = $"/objections/{await Raised(ticket)}/ruling";
        var waiting = await Director().GetFromJsonAsync<JsonElement>("/objections?limit=200");
        Assert.Contains(waiting.GetProperty("items").EnumerateArray(),
            o => o.GetProperty("ticketId").GetString() == ticket.Id.ToString());
        await Refused(routing.Arbiter(), path, new { upheld = true, grounds = "复核后认为不当" },
            HttpStatusCode.Forbidden, "role_not_allowed");
        await Refused(Director("arbiter-1"), path, new { upheld = true, grounds = "复核后认为不当" },
            HttpStatusCode.Conflict, "ruled_before");
        await Done(Director(), path,
            new { upheld = true, to = "620422-labour", duty = "010102", grounds = "复核后认为原裁定不当" });
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == ticket.Id);
        Assert.Equal(("620422-labour", 2, "objection_ruling"),
            (next.Lead.Organisation.Value, next.Hop, next.Reasons[0].Code));
        await Refused(routing.Handler(next.Lead.Organisation), $"/tickets/{next.Lead.Id}/return", Return,
            HttpStatusCode.Conflict, "ticket_bound");
        await Refused(routing.Handler(next.Lead.Organisation), $"/tickets/{next.Lead.Id}/objection", Objection,
            HttpStatusCode.Conflict, "nothing_to_object_to");
        await Refused(Director(), path, new { upheld = false, grounds = "再作一次决定" }, HttpStatusCode.Conflict,
            "objection_ruled");
        Assert.DoesNotContain(
            first.Lead.Id.ToString(),
            await routing.Dispatcher.GetStringAsync("/statistics/tickets?figure=firstRight&limit=200"),
            StringComparison.Ordinal);
        var live = Assert.Single(await routing.Precedents(first.Head.CaseNumber, live: true)).GetProperty("precedent");
        Assert.Equal("620422-labour", live.GetProperty("organisation").GetString());
        Assert.Equal(2, (await routing.Precedents(first.Head.CaseNumber)).Count);
    }

    [Fact]
    public async Task After_a_rejected_objection_the_ruling_stands_and_no_objection_or_return_is_left()
    {
        var (ticket, first) = await Ruled(upheld: true);
        await Done(Director(), $"/objections/{await Raised(ticket)}/ruling",
            new { upheld = false, grounds = "原裁定并无不当" });
        Assert.False((await routing.Heard.Next<ObjectionRuled>(e => e.TicketId == ticket.Id)).Upheld);
        using var handler = routing.Handler(ticket.Organisation);
        await Refused(handler, $"/tickets/{ticket.Id}/objection", Objection, HttpStatusCode.Conflict, "objection_made");
        await Refused(handler, $"/tickets/{ticket.Id}/return", Return, HttpStatusCode.Conflict, "ticket_bound");
        Assert.Single(await routing.Precedents(first.Head.CaseNumber, live: true));
    }

    [Fact]
    public async Task An_objection_upheld_for_nobody_gives_the_third_hop_to_the_centre()
    {
        var (ticket, _) = await Ruled(upheld: true);
        await Done(Director(), $"/objections/{await Raised(ticket)}/ruling",
            new { upheld = true, duty = "010102", grounds = "职责尚待明确，由中心办理" });
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == ticket.Id);
        Assert.Equal(("620422-centre", 3), (next.Lead.Organisation.Value, next.Hop));
        Assert.Equal("backstop", next.Reasons[^1].Code);
    }

    [Fact]
    public async Task Who_won_or_was_never_ruled_on_has_nothing_to_object_to_and_the_window_closes()
    {
        var fresh = (await routing.Dispatch("小区停水")).Lead;
        await Refused(routing.Handler(fresh.Organisation), $"/tickets/{fresh.Id}/objection", Objection,
            HttpStatusCode.Conflict, "nothing_to_object_to");
        var (ticket, first) = await Ruled(upheld: true);
        await Refused(routing.Handler(first.Lead.Organisation), $"/tickets/{first.Lead.Id}/objection", Objection,
            HttpStatusCode.Conflict, "nothing_to_object_to");
        await routing.Routing.Database.Execute(
            "update ticket_return set ruled_at = ruled_at - interval '25 hours' where case_id = @CaseId",
            new { first.Head.CaseId });
        await Refused(routing.Handler(ticket.Organisation), $"/tickets/{ticket.Id}/objection", Objection,
            HttpStatusCode.Conflict, "objection_window_closed");
    }

    [Fact]
    public async Task Whoever_has_replied_has_accepted_the_ruling()
    {
        var (ticket, _) = await Ruled(upheld: true);
        var objection = await Raised(ticket);
        await routing.Reply(ticket);
        await Refused(Director(), $"/objections/{objection}/ruling",
            new { upheld = true, to = "620422-labour", grounds = "复核后认为不当" }, HttpStatusCode.Conflict,
            "objection_overtaken");
    }
}
