using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>
/// A ticket's life as a table: each status, each command, and the status that follows or the refusal's code.
/// </summary>
public sealed class TicketTests
{
    static readonly DateTimeOffset Dispatched = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Now = Dispatched.AddHours(3);

    static readonly Proof Shown = new(true, 0, true, false, false);

    static Ticket At(TicketStatus status, TicketRole role = TicketRole.Lead) =>
        new(new(Guid.Empty), role, new("water"), status, 1, false, true, Dispatched, null, Dispatched.AddHours(24));

    static readonly Dictionary<string, Func<Ticket, Result<Ticket>>> Commands = new()
    {
        ["claim"] = t => t.Claim(Now),
        ["contact"] = t => t.Contact(Now, Now),
        ["return"] = t => t.AskReturn(Now),
        ["uphold"] = t => t.DecideReturn(true, Now),
        ["reject"] = t => t.DecideReturn(false, Now),
        ["reply"] = t => t.Reply(Outcome.Solved, Shown),
        ["pass"] = t => t.Audit(true),
        ["fail"] = t => t.Audit(false),
    };

    public static TheoryData<TicketStatus, string, string> Life()
    {
        var table = new TheoryData<TicketStatus, string, string>();
        void Row(TicketStatus status, params string[] outcomes)
        {
            foreach (var (command, outcome) in Commands.Keys.Zip(outcomes))
                table.Add(status, command, outcome);
        }
        const string claimable = "ticket_not_claimable", hand = "ticket_not_in_hand",
            returnable = "ticket_not_returnable";
        const string ruled = "already_ruled", claimed = "ticket_not_claimed", audit = "nothing_to_audit";
        Row(TicketStatus.Dispatched, "claimed", "dispatched", "returnAsked", ruled, ruled, claimed, audit, audit);
        Row(TicketStatus.Claimed, claimable, "claimed", "returnAsked", ruled, ruled, "replied", audit, audit);
        Row(TicketStatus.ReturnAsked, claimable, hand, returnable, "returned", "claimed", claimed, audit, audit);
        Row(TicketStatus.Returned, claimable, hand, returnable, ruled, ruled, claimed, audit, audit);
        Row(TicketStatus.Replied, claimable, hand, returnable, ruled, ruled, claimed, "closed", "claimed");
        Row(TicketStatus.Suspended, claimable, "suspended", returnable, ruled, ruled, "replied", audit, audit);
        Row(TicketStatus.Closed, claimable, hand, returnable, ruled, ruled, claimed, audit, audit);
        return table;
    }

    [Theory]
    [MemberData(nameof(Life))]
    public void Each_status_takes_its_own_commands_and_refuses_the_others(TicketStatus from, string command,
        string outcome)
    {
        var result = Commands[command](At(from));
        Assert.Equal(outcome, result.Accepted(out var then, out var refusal) ? then.Status.ToWireName() : refusal.Code);
    }

    [Fact]
    public void A_return_is_in_time_at_the_24th_hour_and_late_a_tick_after()
    {
        Assert.Null(At(TicketStatus.Dispatched).AskReturn(Dispatched.AddHours(24)).Refusal);
        Assert.Equal("return_window_closed", At(TicketStatus.Claimed).AskReturn(Dispatched.AddHours(24).AddTicks(1))
            .Refusal?.Code);
        Assert.Null((At(TicketStatus.Claimed) with { ReturnUntil = null }).AskReturn(Dispatched.AddDays(9)).Refusal);
    }

    [Fact]
    public void A_rejected_return_binds_and_claims_and_cannot_be_repeated()
    {
        Assert.True(At(TicketStatus.ReturnAsked).DecideReturn(false, Now).Accepted(out var bound, out _));
        Assert.Equal((TicketStatus.Claimed, true, Now), (bound.Status, bound.Bound, bound.ClaimedAt));
        Assert.Equal("ticket_bound", bound.AskReturn(Now).Refusal?.Code);
    }

    [Fact]
    public void A_reopened_ticket_is_in_hand_and_bound()
    {
        var reopened = At(TicketStatus.Closed).Reopen(Now);
        Assert.Equal((TicketStatus.Claimed, true), (reopened.Status, reopened.Bound));
        Assert.Equal("ticket_bound", reopened.AskReturn(Now).Refusal?.Code);
    }

    [Fact]
    public void A_reopened_ticket_is_replied_to_only_with_a_contact_of_its_own_round()
    {
        var reopened = At(TicketStatus.Closed).Reopen(Now);
        Assert.False(reopened.Contacted);
        Assert.Equal("contact_before_reopening", reopened.Contact(Now.AddTicks(-1), Now.AddHours(1)).Refusal?.Code);
        Assert.True(reopened.Contact(Now, Now.AddHours(1)).Accepted(out var contacted, out _) && contacted.Contacted);
        Assert.Equal(Now, contacted.Since);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "contact_before_dispatch")]
    [InlineData(181, "contact_in_future")]
    public void A_contact_lies_between_dispatch_and_now(int minutes, string? code) => Assert.Equal(
        code, At(TicketStatus.Claimed).Contact(Dispatched.AddMinutes(minutes), Now).Refusal?.Code);

    [Fact]
    public void An_assistant_neither_returns_nor_is_audited()
    {
        Assert.Equal("ticket_not_returnable", At(TicketStatus.Claimed, TicketRole.Assisting).AskReturn(Now)
            .Refusal?.Code);
        Assert.Equal("nothing_to_audit", At(TicketStatus.Replied, TicketRole.Assisting).Audit(true).Refusal?.Code);
    }

    public static TheoryData<TicketStatus, TicketRole, string?, string?, string?, string?, string?> Platform()
    {
        var table = new TheoryData<TicketStatus, TicketRole, string?, string?, string?, string?, string?>();
        void Row(TicketStatus status, string? auto, string? lead, string? archive, string? agreed, string? failed)
        {
            table.Add(status, TicketRole.Lead, auto, null, archive, agreed, failed);
            table.Add(
                status, TicketRole.Assisting, auto, lead, status == TicketStatus.Closed ? null : archive, agreed,
                failed);
        }
        Row(TicketStatus.Dispatched, "claimed", "closed", "closed", "closed", "returned");
        Row(TicketStatus.Claimed, null, "closed", "closed", "closed", "returned");
        Row(TicketStatus.ReturnAsked, null, null, "closed", "closed", "returned");
        Row(TicketStatus.Returned, null, null, null, null, null);
        Row(TicketStatus.Replied, null, null, "closed", null, null);
        Row(TicketStatus.Suspended, null, null, "closed", "closed", "returned");
        Row(TicketStatus.Closed, null, null, "closed", null, null);
        return table;
    }

    [Theory]
    [MemberData(nameof(Platform))]
    public void What_the_platform_does_by_itself_changes_each_status_or_nothing(
        TicketStatus from, TicketRole role, string? autoClaim, string? byLead, string? archive, string? agreed,
        string? failed)
    {
        var ticket = At(from, role);
        string? Then(Ticket? then) => then?.Status.ToWireName();
        Assert.Equal(
            (autoClaim, byLead, byLead, byLead, archive, agreed, failed),
            (Then(ticket.AutoClaim(Now)), Then(ticket.CloseByLead()), Then(ticket.BecomeLead()),
                Then(ticket.StandDown()), Then(ticket.CloseByArchive()), Then(ticket.EndOfMediation(true, Now)),
                Then(ticket.EndOfMediation(false, Now))));
    }

    [Fact]
    public void An_agreed_mediation_counts_as_claimed_and_a_claim_that_was_made_stays()
    {
        Assert.Equal(Now, At(TicketStatus.Dispatched).EndOfMediation(true, Now)?.ClaimedAt);
        var claimed = At(TicketStatus.Claimed) with { ClaimedAt = Dispatched };
        Assert.Equal(Dispatched, claimed.EndOfMediation(true, Now)?.ClaimedAt);
        Assert.Equal(Now, At(TicketStatus.Dispatched).AutoClaim(Now)?.ClaimedAt);
    }

    [Theory]
    [InlineData(TicketStatus.Dispatched, -1, 5, true)]
    [InlineData(TicketStatus.Claimed, -1, 5, false)]
    [InlineData(TicketStatus.Claimed, -5, -1, true)]
    [InlineData(TicketStatus.Dispatched, 1, 5, false)]
    [InlineData(TicketStatus.Dispatched, null, null, false)]
    public void An_assistant_is_late_with_its_claim_or_with_its_report(
        TicketStatus status, int? claimDue, int? replyDue, bool late) => Assert.Equal(
        late, (At(status, TicketRole.Assisting) with
        {
            ClaimDue = claimDue is { } c ? Now.AddHours(c) : null,
            ReplyDue = replyDue is { } r ? Now.AddHours(r) : null,
        }).IsLate(Now));

    [Theory]
    [InlineData(TicketRole.Lead, TicketStatus.Dispatched, true)]
    [InlineData(TicketRole.Lead, TicketStatus.Replied, true)]
    [InlineData(TicketRole.Assisting, TicketStatus.Claimed, true)]
    [InlineData(TicketRole.Assisting, TicketStatus.Replied, false)]
    [InlineData(TicketRole.Assisting, TicketStatus.Closed, false)]
    [InlineData(TicketRole.Lead, TicketStatus.Returned, false)]
    public void Whoever_is_at_work_is_not_asked_to_assist(TicketRole role, TicketStatus status, bool atWork) =>
        Assert.Equal(atWork, At(status, role).IsAtWork);

    [Theory]
    [InlineData(TicketStatus.Claimed, 8, null)]
    [InlineData(TicketStatus.Suspended, 9, "evidence_too_many")]
    [InlineData(TicketStatus.Dispatched, 9, "ticket_not_in_hand")]
    public void A_round_takes_nine_files(TicketStatus status, int files, string? code) =>
        Assert.Equal(code, At(status).AttachEvidence(files)?.Code);
}
