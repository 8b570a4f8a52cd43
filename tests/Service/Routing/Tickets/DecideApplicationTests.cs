using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>What the lead may ask the centre for: more time, a suspension, an end; and what comes of it.</summary>
[Collection("routing")]
public sealed class DecideApplicationTests(RoutingFixture routing)
{
    static readonly object Extension = new { days = 3, reason = "配件须从外地调运" };

    static object Suspension(int days = 30) => new
    {
        reason = "管网改造列入明年计划", plan = "明年三月开工，五月完工后恢复供水", reviewAt = DateTimeOffset.UtcNow.AddDays(days),
    };

    static readonly object Termination = new
    {
        ground = "litigation", reason = "双方已向人民法院起诉", publicAnswer = "本件已进入诉讼程序，请依法院裁判办理。",
    };

    async Task<(CaseDispatched Of, HttpClient Handler, string Path)> Claimed(int? extendable = 5)
    {
        var dispatched = await routing.Dispatch("小区停水");
        var handler = routing.Handler(dispatched.Lead.Organisation);
        var due = DateTimeOffset.UtcNow.AddDays(5);
        await routing.Broker.Publish(new ClocksStarted(
            About(dispatched, 1),
            [new(ClockId.New(), ClockKind.Reply, dispatched.Lead.Id, dispatched.Lead.Organisation, due, due, "5个工作日")],
            [],
            extendable is { } most ? new(dispatched.Lead.Id, due, most) : null));
        await Eventually.Be(
            async () => await routing.Routing.Database.One<bool>(
                "select reply_due < 'infinity' from ticket where id = @Id", new { dispatched.Lead.Id }),
            "the clock is known");
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/claim", new { });
        return (dispatched, handler, $"/tickets/{dispatched.Lead.Id}");
    }

    async Task<string> Ruling(TicketId ticket) => "/applications/" + (await routing.Dispatcher
        .GetFromJsonAsync<JsonElement>("/applications?limit=200")).GetProperty("items").EnumerateArray()
        .Single(r => r.GetProperty("ticketId").GetString() == ticket.ToString())
        .GetProperty("id").GetString() + "/ruling";

    [Fact]
    public async Task An_extension_is_asked_once_and_granted_by_the_centre()
    {
        var (dispatched, handler, path) = await Claimed();
        await Refused(handler, path + "/extension", new { days = 6, reason = "配件须从外地调运" },
            HttpStatusCode.UnprocessableEntity, "extension_too_long");
        await Done(handler, path + "/extension", Extension);
        await Refused(handler, path + "/suspension", Suspension(), HttpStatusCode.Conflict, "application_waiting");
        var ruling = await Ruling(dispatched.Lead.Id);
        await Done(routing.Dispatcher, ruling, new { granted = true, grounds = "理由充分" });
        var ruled = await routing.Heard.Next<ApplicationDecided>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal((ApplicationKind.Extension, true, 3), (ruled.Kind, ruled.Granted, ruled.Days));
        await Refused(routing.Dispatcher, ruling, new { granted = false, grounds = "再次审批" }, HttpStatusCode.Conflict,
            "application_decided");
        await Refused(handler, path + "/extension", Extension, HttpStatusCode.Conflict, "extension_used");
    }

    [Fact]
    public async Task No_extension_for_an_emergency_nor_after_the_term()
    {
        var (dispatched, handler, path) = await Claimed(extendable: 0);
        await Refused(handler, path + "/extension", Extension, HttpStatusCode.Conflict, "extension_not_allowed");
        await routing.Routing.Database.Execute(
            "update ticket set extendable = 5, reply_due = now() where id = @Id", new { dispatched.Lead.Id });
        await Refused(handler, path + "/extension", Extension, HttpStatusCode.Conflict, "extension_too_late");
    }

    [Fact]
    public async Task What_is_suspended_stands_on_the_register_and_comes_back_at_its_review()
    {
        var (dispatched, handler, path) = await Claimed();
        await Refused(handler, path + "/suspension", Suspension(0), HttpStatusCode.UnprocessableEntity,
            "review_date_out_of_range");
        await Done(handler, path + "/suspension", Suspension());
        await Done(routing.Dispatcher, await Ruling(dispatched.Lead.Id), new { granted = true, grounds = "计划可行" });
        Assert.Equal("suspended", await routing.Status(dispatched.Lead.Id));
        Assert.Contains(dispatched.Head.CaseNumber.Value, await handler.GetStringAsync("/suspensions?limit=200"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(dispatched.Head.CaseNumber.Value,
            await routing.Handler(new("620422-labour")).GetStringAsync("/suspensions?limit=200"),
            StringComparison.Ordinal);
        await routing.Routing.Database.Execute(
            "update ticket_application set review_at = now() where ticket_id = @Id", new { dispatched.Lead.Id });
        var resumed = await routing.Heard.Next<TicketResumed>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal(("claimed", ActedBy.System), (await routing.Status(dispatched.Lead.Id), resumed.Head.By));
    }

    [Fact]
    public async Task The_centre_may_end_a_suspension_before()
    {
        var (dispatched, handler, path) = await Claimed();
        await Done(handler, path + "/suspension", Suspension());
        var ruling = await Ruling(dispatched.Lead.Id);
        await Done(routing.Dispatcher, ruling, new { granted = true, grounds = "计划可行" });
        var end = ruling.Replace("/applications/", "/suspensions/", StringComparison.Ordinal)
            .Replace("/ruling", "/end", StringComparison.Ordinal);
        await Done(routing.Dispatcher, end, new { note = "提前具备条件" });
        Assert.Equal("claimed", await routing.Status(dispatched.Lead.Id));
        await Refused(routing.Dispatcher, end, new { note = "提前具备条件" }, HttpStatusCode.Conflict,
            "suspension_ended");
    }

    [Fact]
    public async Task A_granted_termination_is_a_reply_that_explains_and_goes_to_callback()
    {
        var (dispatched, handler, path) = await Claimed();
        await Done(handler, path + "/termination", Termination);
        await Done(routing.Dispatcher, await Ruling(dispatched.Lead.Id), new { granted = true, grounds = "符合规定" });
        var replied = await routing.Heard.Next<TicketReplied>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal((Outcome.Explained, "terminated"), (replied.Outcome, replied.Reasons[0].Code));
        Assert.True((await routing.Heard.Next<ReplyAudited>(e => e.TicketId == dispatched.Lead.Id)).Passed);
        await routing.Heard.Next<TicketClosed>(e => e.TicketId == dispatched.Assisting[0].Id);
        Assert.Equal("closed", await routing.Status(dispatched.Lead.Id));
    }

    [Fact]
    public async Task A_refused_request_leaves_everything_as_it_was_and_a_reply_overtakes_one()
    {
        var (dispatched, handler, path) = await Claimed();
        await Done(handler, path + "/termination", Termination);
        await Done(routing.Dispatcher, await Ruling(dispatched.Lead.Id), new { granted = false, grounds = "理由不充分" });
        Assert.Equal("claimed", await routing.Status(dispatched.Lead.Id));
        await Done(handler, path + "/termination", Termination);
        var ruling = await Ruling(dispatched.Lead.Id);
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", Answer);
        await Refused(routing.Dispatcher, ruling, new { granted = true, grounds = "符合规定" }, HttpStatusCode.Conflict,
            "application_overtaken");
    }

    [Theory]
    [InlineData("extension")]
    [InlineData("suspension")]
    [InlineData("termination")]
    public async Task Only_the_lead_asks_and_only_with_the_ticket_in_hand(string what)
    {
        var dispatched = await routing.Dispatch("小区停水");
        var body = what switch { "extension" => Extension, "suspension" => Suspension(), _ => Termination };
        await Refused(routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}/{what}", body,
            HttpStatusCode.Conflict, "ticket_not_in_hand");
        await Refused(
            routing.Handler(dispatched.Assisting[0].Organisation), $"/tickets/{dispatched.Assisting[0].Id}/{what}",
            body, HttpStatusCode.Conflict, "only_the_lead");
        await Refused(routing.Handler(new("620422-labour")), $"/tickets/{dispatched.Lead.Id}/{what}", body,
            HttpStatusCode.NotFound, "ticket_not_found");
    }
}
