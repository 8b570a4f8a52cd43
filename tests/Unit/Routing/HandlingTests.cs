using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>What a ticket in hand may be asked, shown and replied with, as tables.</summary>
public sealed class HandlingTests
{
    static readonly DateTimeOffset Now = County.Now;

    const string No = "ticket_not_in_hand";

    static Ticket At(TicketStatus status, TicketRole role = TicketRole.Lead) =>
        new(new(Guid.Empty), role, new("water"), status, 1, false, true, Now.AddDays(-1), null);

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

    [Theory]
    [InlineData(true, 0, true, false, false, Outcome.Solved, "")]
    [InlineData(false, 3, false, true, false, Outcome.Explained, "")]
    [InlineData(false, 2, false, false, false, Outcome.Solved, "contact evidence")]
    [InlineData(true, 0, false, false, false, Outcome.Solved, "evidence")]
    [InlineData(true, 0, true, false, false, Outcome.Suspended, "suspension")]
    [InlineData(true, 0, true, false, true, Outcome.Suspended, "")]
    [InlineData(false, 0, false, false, false, Outcome.Suspended, "contact evidence suspension")]
    public void The_leads_reply_names_all_it_lacks_and_an_assistants_lacks_nothing(
        bool contacted, int attempts, bool onSite, bool basis, bool suspended, Outcome outcome, string missing)
    {
        var proof = new Proof(contacted, attempts, onSite, basis, suspended);
        var refusal = At(TicketStatus.Claimed).Reply(outcome, proof).Refusal;
        Assert.Equal(missing, string.Join(' ', refusal?.Errors?.Keys ?? []));
        Assert.Null(At(TicketStatus.Claimed, TicketRole.Assisting).Reply(outcome, proof).Refusal);
    }

    [Theory]
    [InlineData(5, 5, 1, Urgency.Normal, false, null)]
    [InlineData(6, 5, 1, Urgency.Normal, false, "extension_too_long")]
    [InlineData(1, 0, 1, Urgency.Normal, false, "extension_not_allowed")]
    [InlineData(1, null, 1, Urgency.Emergency, false, "extension_not_allowed")]
    [InlineData(2, null, 1, Urgency.Normal, false, "extension_too_long")]
    [InlineData(1, 5, 0, Urgency.Normal, false, "extension_too_late")]
    [InlineData(1, 5, 1, Urgency.Normal, true, "extension_used")]
    public void An_extension_is_asked(int days, int? most, int hoursLeft, Urgency urgency, bool used, string? code) =>
        Assert.Equal(code, At(TicketStatus.Claimed)
            .AskExtension(days, most, Now.AddHours(hoursLeft), urgency, used, Now)?.Code);

    [Theory]
    [InlineData(1, "review_date_out_of_range")]
    [InlineData(2, null)]
    [InlineData(365, null)]
    [InlineData(366, "review_date_out_of_range")]
    public void A_suspension_has_a_review_within_a_year(int days, string? code) =>
        Assert.Equal(code, At(TicketStatus.Claimed).AskSuspension(Now.AddDays(days), Now)?.Code);

    public static TheoryData<TicketStatus, string?, string?, string?, string?> InHand() => new()
    {
        { TicketStatus.Dispatched, No, No, null, "request_overtaken" },
        { TicketStatus.Claimed, null, null, null, null },
        { TicketStatus.Suspended, No, null, null, "request_overtaken" },
        { TicketStatus.ReturnAsked, No, No, null, "request_overtaken" },
        { TicketStatus.Replied, No, No, No, "request_overtaken" },
        { TicketStatus.Returned, No, No, No, "request_overtaken" },
        { TicketStatus.Closed, No, No, No, "request_overtaken" },
    };

    [Theory]
    [MemberData(nameof(InHand))]
    public void Each_status_allows(TicketStatus status, string? ask, string? stage, string? transfer, string? ruling)
    {
        var ticket = At(status);
        Assert.Equal(
            (ask, ask, stage, transfer, ruling),
            (ticket.AskTermination()?.Code, ticket.AskAssistance()?.Code, ticket.ReportStage()?.Code,
                ticket.Transfer(new("a"), new("b"))?.Code, ticket.DecideApplication()?.Code));
    }

    [Fact]
    public void Only_a_suspended_ticket_resumes_and_nobody_gets_what_he_has()
    {
        Assert.Equal(TicketStatus.Claimed, At(TicketStatus.Claimed).Suspend().Resume().Status);
        Assert.Equal(TicketStatus.Closed, At(TicketStatus.Closed).Resume().Status);
        Assert.Equal("same_officer", At(TicketStatus.Claimed).Transfer(new("a"), new("a"))?.Code);
    }

    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("524946461A0000005745425056503820", "image/webp")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("0000001C667479704D344120000000", "audio/mp4")]
    [InlineData("0000001C6674797069736F6D000000", "video/mp4")]
    [InlineData("0000001C6674797068656963000000", null)]
    [InlineData("3C7376673E", null)]
    [InlineData("524946461A00000057415645666D7420", null)]
    [InlineData("", null)]
    public void A_file_is_told_by_its_first_bytes(string hex, string? mediaType) =>
        Assert.Equal(mediaType, MediaKind.Of(Convert.FromHexString(hex))?.MediaType);
}
