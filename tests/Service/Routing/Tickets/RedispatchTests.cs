using System.Net;
using System.Net.Http.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>Neither a ruling nor a failed mediation goes round the shield or back to whoever was let go.</summary>
public sealed class RedispatchTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    // Dispatched by hand, before anybody knew what it was about.
    async Task<CaseDispatched> ByHand(string lead, params string[] assisting)
    {
        var registered = Case("天上有一个亮东西一直跟着我走");
        await routing.Broker.Publish(registered);
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        await Done(routing.Dispatcher, $"/undecided/{registered.Head.CaseNumber}/dispatch",
            new { lead, assisting, grounds = "先行到场核实情况" });
        return await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId);
    }

    async Task<string> Returned(DispatchedTicket ticket)
    {
        await Done(routing.Handler(ticket.Organisation), $"/tickets/{ticket.Id}/return",
            new { reason = "unclear", explanation = "到场后发现并非所述情况，实为违法建设" });
        return $"/returns/{await routing.Waiting(ticket.Id)}/ruling";
    }

    [Fact]
    public async Task A_rejected_return_does_not_bind_a_township_to_what_only_the_county_may_handle()
    {
        var dispatched = await ByHand("620422100-gov");
        var path = await Returned(dispatched.Lead);
        await Refused(routing.Arbiter(), path, new { upheld = false, duty = "010105", grounds = "由镇政府办理" },
            HttpStatusCode.UnprocessableEntity, "shield");
        await Done(routing.Arbiter(), path,
            new { upheld = true, to = "620422-urban", duty = "010105", grounds = "违建查处属城管部门" });
        Assert.DoesNotContain(await routing.Precedents(dispatched.Head.CaseNumber), p =>
            p.GetProperty("precedent").GetProperty("organisation").GetString() == "620422100-gov");
    }

    [Fact]
    public async Task Who_may_not_have_the_matter_that_the_ruling_names_assists_no_more()
    {
        var dispatched = await ByHand("620422-labour", "620422100-gov", "620422-water");
        await Done(routing.Arbiter(), await Returned(dispatched.Lead),
            new { upheld = true, to = "620422-urban", duty = "010105", grounds = "违建查处属城管部门" });
        var town = dispatched.Assisting.Single(a => a.Organisation.Value == "620422100-gov");
        Assert.Equal("shield", (await routing.Heard.Next<TicketClosed>(e => e.TicketId == town.Id)).Reasons[0].Code);
        Assert.Equal("closed", await routing.Status(town.Id));
        Assert.Equal("dispatched", await routing.Status(dispatched.Assisting.Single(a => a != town).Id));
    }

    [Fact]
    public async Task A_failed_mediation_does_not_give_the_case_back_to_whoever_returned_it()
    {
        var dispatched = await routing.Dispatch("小区停水");
        await routing.Rule(dispatched.Lead, upheld: true, to: "620422100-mediation");
        var routed = await routing.Heard.Next<CaseRoutedToMediation>(e => e.Head.CaseId == dispatched.Head.CaseId);
        await routing.Routing.Database.Execute(
            "update routed_case set matter = '010101' where case_id = @CaseId", new { dispatched.Head.CaseId });
        await routing.Broker.Publish(new MediationEnded(
            About(dispatched, 1), FileId.New(), routed.TicketId, false, "调解不成。", [new("paths", "可依法起诉。")]));
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == routed.TicketId);
        Assert.NotEqual(dispatched.Lead.Organisation, next.Lead.Organisation);
    }

    [Fact]
    public async Task An_organisation_that_holds_a_ticket_cannot_be_struck_off_the_list()
    {
        var dispatched = await ByHand("620422-labour");
        var draft = await Draft.Start(routing.Routing.Client(Roles.Director, "620422-centre"));
        await draft.Change("duties", "010103 620422-labour", null);
        await draft.Change("organisations", "620422-labour", null);
        var finding = Assert.Single((await draft.Read("check")).GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("code").GetString() == "open_tickets");
        Assert.Equal("620422-labour", finding.GetProperty("key").GetString());
        await ProblemDocument.Expect(await draft.Publish(), HttpStatusCode.UnprocessableEntity, "check_failed");
        Assert.Equal("dispatched", await routing.Status(dispatched.Lead.Id));
    }

    [Fact]
    public async Task Only_who_has_the_whole_county_changes_rules_and_rosters_that_hold_in_all_of_it()
    {
        // The lists also hold the city above the county.
        await routing.Put("jurisdictions",
        [
            .. Catalogue.Jurisdictions, new { code = "6204", name = "白银市", level = "city" },
            new { code = "620422101", name = "郭城驿镇", level = "township", parent = "620422" },
        ]);
        var town = routing.Routing.Client(Roles.Director, "620422100-gov", "620422100");
        var draft = await Draft.Start(town);
        foreach (var (list, row) in new (string, object)[]
        {
            ("rules", new { code = "twx", name = "全县规则", words = new[] { "紫色大象" }, lead = "620422-water" }),
            ("rosters", new { organisation = "620422-water", mode = "regular", officer = "li", officerName = "李",
                from = "2026-12-01T00:00:00Z", capacity = 3 }),
        })
            await ProblemDocument.Expect(
                await draft.Send(list, null, row), HttpStatusCode.Forbidden, "outside_your_jurisdiction");
        await draft.Change("rosters", null, new
        {
            organisation = "620422100-gov", mode = "regular", officer = "wang", officerName = "王",
            from = "2026-12-01T00:00:00Z", capacity = 3,
        });
        await (await Draft.Start(routing.Routing.Client(Roles.Director, "620422-centre")))
            .Change("rules", null, new
            {
                code = "twx", name = "全县规则", words = new[] { "紫色大象" }, lead = "620422-water",
            });
        using var granted = await town.PostAsJsonAsync("/shield/exemptions", new
        {
            matter = "010105", organisation = "620422100-gov", reason = "自行批准例外试一试",
            until = DateTimeOffset.UtcNow.AddDays(3),
        });
        await ProblemDocument.Expect(granted, HttpStatusCode.Forbidden, "county_decides");
    }

    [Fact]
    public async Task At_the_end_of_the_ladder_the_centre_takes_the_case_and_only_a_later_catalogue_lets_it_go()
    {
        var dispatched = await routing.Dispatch("小区停水", "010101");
        var assigned = new BackstopAssigned(
            About(dispatched, 9), dispatched.Lead.Id, new("620422-centre"), new(new("director"), "王主任", "主要负责人"),
            [new("rung_unacknowledged", "逾期未确认。")]);
        await routing.Broker.Publish(assigned);
        var taken = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == dispatched.Lead.Id);
        Assert.Equal(("620422-centre", true), (taken.Lead.Organisation.Value, taken.Backstop!.Value));
        Assert.Equal("returned", await routing.Status(dispatched.Lead.Id));
        // Told twice, and told of a ticket that is the centre's already.
        await routing.Broker.Publish(assigned);
        await routing.Broker.Publish(assigned with
        {
            Head = assigned.Head with { Id = EventId.New(), Version = 10 },
            TicketId = taken.Lead.Id,
        });

        var director = routing.Routing.Client(Roles.Director, "620422-centre", account: "director-1");
        var path = $"/tickets/{taken.Lead.Id}/backstop-ruling";
        var ruling = new { to = "620422-water", grounds = "清单修订后已明确责任单位" };
        await Refused(director, path, ruling, HttpStatusCode.Conflict, "catalogue_unchanged");
        await Refused(director, $"/tickets/{dispatched.Lead.Id}/backstop-ruling", ruling, HttpStatusCode.Conflict,
            "not_backstop");
        var draft = await Draft.Start(director);
        await draft.Change("rules", null, new
        {
            code = "later", name = "后来的规则", words = new[] { "紫色长颈鹿" }, lead = "620422-water",
        });
        (await draft.Publish()).EnsureSuccessStatusCode();
        await Refused(director, path, new { to = "620422-labour", ruling.grounds },
            HttpStatusCode.UnprocessableEntity, "not_supported");
        await Done(director, path, ruling);
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == taken.Lead.Id);
        Assert.Equal(("620422-water", null), (next.Lead.Organisation.Value, next.Backstop));
        Assert.Equal(2, routing.Heard.All<CaseDispatched>().Count(
            e => e.Head.CaseId == dispatched.Head.CaseId && e.Replaces is not null));
    }
}
