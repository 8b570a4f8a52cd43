using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>What may be asked for with a ticket in hand, and what the centre's answer does; as tables.</summary>
public sealed class TicketApplicationsTests
{
    static readonly DateTimeOffset Now = County.Now;

    static Ticket At(TicketStatus status, TicketRole role = TicketRole.Lead) =>
        new(new(Guid.Empty), role, new("water"), status, 1, false, true, Now.AddDays(-1), null);

    const string No = "ticket_not_in_hand";

    [Theory]
    [InlineData(5, 5, 1, Urgency.Normal, false, null)]
    [InlineData(6, 5, 1, Urgency.Normal, false, "extension_too_long")]
    [InlineData(1, 0, 1, Urgency.Normal, false, "extension_not_allowed")]
    [InlineData(1, null, 1, Urgency.Emergency, false, "extension_not_allowed")]
    [InlineData(2, null, 1, Urgency.Normal, false, "extension_too_long")]
    [InlineData(1, 5, 0, Urgency.Normal, false, "extension_too_late")]
    [InlineData(1, 5, 1, Urgency.Normal, true, "extension_used")]
    public void An_extension_is_asked_for_once_in_time_and_within_its_limit(
        int days, int? most, int hoursLeft, Urgency urgency, bool used, string? code) =>
        Assert.Equal(code, (At(TicketStatus.Claimed) with { Extendable = most, ReplyDue = Now.AddHours(hoursLeft) })
            .AskExtension(days, urgency, used, Now)?.Code);

    [Theory]
    [InlineData(1, "review_date_out_of_range")]
    [InlineData(2, null)]
    [InlineData(365, null)]
    [InlineData(366, "review_date_out_of_range")]
    public void A_suspension_has_a_review_within_a_year(int days, string? code) =>
        Assert.Equal(code, At(TicketStatus.Claimed).AskSuspension(Now.AddDays(days), Now)?.Code);

    public static TheoryData<TicketStatus, string?, string?, string?, string?> InHand() => new()
    {
        { TicketStatus.Dispatched, No, No, null, "application_overtaken" },
        { TicketStatus.Claimed, null, null, null, null },
        { TicketStatus.Suspended, No, null, null, "application_overtaken" },
        { TicketStatus.ReturnAsked, No, No, null, "application_overtaken" },
        { TicketStatus.Replied, No, No, No, "application_overtaken" },
        { TicketStatus.Returned, No, No, No, "application_overtaken" },
        { TicketStatus.Closed, No, No, No, "application_overtaken" },
    };

    [Theory]
    [MemberData(nameof(InHand))]
    public void Each_status_allows_only_what_fits_it(
        TicketStatus status, string? ask, string? stage, string? transfer, string? ruling)
    {
        var ticket = At(status);
        Assert.Equal(
            (ask, ask, stage, transfer, ruling),
            (ticket.AskTermination()?.Code, ticket.AskAssistance()?.Code, ticket.ReportStage()?.Code,
                ticket.Transfer(new("a"), new("b"))?.Code,
                ticket.DecideApplication(ApplicationKind.Extension, true, null, false).Refusal?.Code));
    }

    [Theory]
    [InlineData(ApplicationKind.Suspension, true, null, false, "suspended")]
    [InlineData(ApplicationKind.Termination, true, null, false, "closed")]
    [InlineData(ApplicationKind.Extension, true, null, false, "claimed")]
    [InlineData(ApplicationKind.Suspension, false, null, false, "claimed")]
    [InlineData(ApplicationKind.Termination, false, null, false, "claimed")]
    [InlineData(ApplicationKind.Termination, true, false, false, "application_decided")]
    [InlineData(ApplicationKind.Extension, true, null, true, "application_overtaken")]
    public void The_centre_decides_once_and_in_time(
        ApplicationKind kind, bool granted, bool? decided, bool overtaken, string then)
    {
        var result = At(TicketStatus.Claimed).DecideApplication(kind, granted, decided, overtaken);
        Assert.Equal(then, result.Accepted(out var ticket, out var no) ? ticket.Status.ToWireName() : no.Code);
    }

    [Fact]
    public void Nothing_is_asked_for_while_something_waits()
    {
        Assert.Equal("application_waiting", At(TicketStatus.Claimed).MayApply(waiting: true)?.Code);
        Assert.Null(At(TicketStatus.Claimed).MayApply(waiting: false));
        Assert.Equal(
            "only_the_lead", At(TicketStatus.Claimed, TicketRole.Assisting).MayApply(waiting: true)?.Code);
    }

    [Theory]
    [InlineData(TicketStatus.Suspended, false, 0, "claimed")]
    [InlineData(TicketStatus.Suspended, false, 1, null)]
    [InlineData(TicketStatus.Suspended, true, 0, null)]
    [InlineData(TicketStatus.Replied, false, 0, null)]
    [InlineData(TicketStatus.Claimed, false, 0, null)]
    public void A_review_that_has_come_resumes_what_is_still_suspended(
        TicketStatus status, bool ended, int hoursAhead, string? then) => Assert.Equal(
        then, At(status).ReviewSuspension(Now.AddHours(hoursAhead), ended, Now)?.Status.ToWireName());

    [Theory]
    [InlineData(TicketStatus.Suspended, false, "claimed")]
    [InlineData(TicketStatus.Closed, false, "closed")]
    [InlineData(TicketStatus.Suspended, true, "suspension_ended")]
    public void A_suspension_is_struck_off_once(TicketStatus status, bool ended, string then)
    {
        var result = At(status).EndSuspension(ended);
        Assert.Equal(then, result.Accepted(out var ticket, out var no) ? ticket.Status.ToWireName() : no.Code);
    }

    [Fact]
    public void A_ticket_is_not_transferred_to_the_officer_who_has_it() =>
        Assert.Equal("same_officer", At(TicketStatus.Claimed).Transfer(new("a"), new("a"))?.Code);
}
