using Dispatch.Contracts;
using Dispatch.Intake.Cases.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Intake.Cases;

public sealed class CaseTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    static readonly Case Replied = new(
        CaseId.New(), CaseNumber.New(Now), CaseStatus.Replied, 1, 4, 0, 0, null, null, null, null, null, null);

    static readonly Case Solved = Step(Replied.CallBack(true, true, Now)).Case;

    static CaseStep Step(Result<CaseStep> answer) =>
        answer.Accepted(out var step, out var no) ? step : throw new InvalidOperationException(no.Code);

    static string Code(Result<CaseStep> answer) => answer.Refusal is { } no ? no.Code : "accepted";

    static EventHead Head(int version) => new(
        EventId.New(), version, Replied.Id, Replied.Number, Now, ActedBy.System, null);

    /// <summary>After so many reopenings, the newest at Routing's fifth step.</summary>
    static Case InRound(int round) =>
        Replied with { Round = round, RoundVersion = 5 * round, Outcome = Outcome.Solved };

    static Case Terminated(Outcome outcome = Outcome.Explained) =>
        Replied with { TerminationVersion = 2, Outcome = outcome };

    [Theory]
    [InlineData(true, true, 0, Ending.Archive, CaseStatus.Archived, "solved_by_petitioner")]
    [InlineData(true, false, 0, Ending.Reopen, CaseStatus.Reopened, "not_solved")]
    [InlineData(false, null, 0, Ending.None, CaseStatus.Replied, "no_answer")]
    [InlineData(false, null, 1, Ending.None, CaseStatus.Replied, "no_answer")]
    [InlineData(false, null, 2, Ending.Archive, CaseStatus.Archived, "not_reached")]
    // Nobody spoke to the petitioner, so nobody can have heard that it is solved.
    [InlineData(false, true, 0, Ending.None, CaseStatus.Replied, "no_answer")]
    public void A_callback_leads_to_its_ending_and_status(
        bool reached, bool? solved, int attempts, Ending ending, CaseStatus status, string code)
    {
        var step = Step((Replied with { Attempts = attempts }).CallBack(reached, solved, Now));
        Assert.Equal((ending, status, code), (step.Ending, step.Case.Status, step.Reason.Code));
    }

    [Theory]
    [InlineData(CaseStatus.Registered)]
    [InlineData(CaseStatus.InHand)]
    [InlineData(CaseStatus.CalledBack)]
    [InlineData(CaseStatus.Archived)]
    public void Only_a_case_whose_reply_has_passed_is_called_back(CaseStatus status) => Assert.Equal(
        "not_ready_for_callback", Code((Replied with { Status = status }).CallBack(true, true, Now)));

    [Fact]
    public void A_callback_says_whether_it_is_solved_and_calls_in_vain_lie_an_hour_apart()
    {
        Assert.Equal("solved_missing", Code(Replied.CallBack(true, null, Now)));
        var tried = Step(Replied.CallBack(false, null, Now)).Case;
        Assert.Equal("too_soon_after_last_attempt", Code(tried.CallBack(false, null, Now.AddMinutes(59))));
        Assert.Equal(2, Step(tried.CallBack(false, null, Now.AddMinutes(60))).Case.Attempts);
        Assert.Equal(CaseStatus.Archived, Step(tried.CallBack(true, true, Now.AddMinutes(1))).Case.Status);
    }

    [Theory]
    [InlineData(RatingLevel.VerySatisfied, Ending.None, CaseStatus.Archived)]
    [InlineData(RatingLevel.Satisfied, Ending.None, CaseStatus.Archived)]
    [InlineData(RatingLevel.BasicallySatisfied, Ending.None, CaseStatus.Archived)]
    [InlineData(RatingLevel.Dissatisfied, Ending.Reopen, CaseStatus.Reopened)]
    [InlineData(RatingLevel.VeryDissatisfied, Ending.Reopen, CaseStatus.Reopened)]
    public void A_rating_after_the_archive_leads_to_its_ending_and_status(
        RatingLevel level, Ending ending, CaseStatus status)
    {
        var step = Step(Solved.Rate(level, Now.AddDays(3)));
        Assert.Equal((ending, status), (step.Ending, step.Case.Status));
        Assert.Contains(level.Chinese(), step.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rating_stays_open_for_seven_days_and_is_given_once()
    {
        Assert.Equal(Now.AddDays(7), Solved.RatableUntil);
        Assert.Equal("accepted", Code(Solved.Rate(RatingLevel.Satisfied, Now.AddDays(7))));
        Assert.Equal("rating_window_closed", Code(Solved.Rate(RatingLevel.Satisfied, Now.AddDays(7).AddSeconds(1))));
        var rated = Step(Solved.Rate(RatingLevel.Satisfied, Now)).Case;
        Assert.Equal("rated_already", Code(rated.Rate(RatingLevel.VeryDissatisfied, Now)));
        Assert.Null(rated.RatableUntil);
        Assert.Equal("not_ready_for_rating", Code(Replied.Rate(RatingLevel.Satisfied, Now)));
        var unreached = Step((Replied with { Attempts = 2 }).CallBack(false, null, Now)).Case;
        Assert.Equal("not_ready_for_rating", Code(unreached.Rate(RatingLevel.Satisfied, Now)));
    }

    [Fact]
    public void A_reopened_case_begins_a_round_of_which_nothing_was_said_yet()
    {
        var again = Step(Solved.Rate(RatingLevel.Dissatisfied, Now)).Case;
        Assert.Equal((1, 0, null, null, null, null),
            (again.Round, again.Attempts, again.AttemptedAt, again.Solved, again.Rating, again.ArchivedAt));
    }

    [Theory]
    // Two reopenings are the owner's; the third time the centre decides.
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "rounds_used_up")]
    [InlineData(3, "rounds_used_up")]
    public void After_two_rounds_the_centre_decides_on_what_is_called_unsolved(int round, string? code)
    {
        var step = Step(InRound(round).CallBack(true, false, Now));
        Assert.Equal(code is null ? (Ending.Reopen, CaseStatus.Reopened) : (Ending.None, CaseStatus.CalledBack),
            (step.Ending, step.Case.Status));
        Assert.Equal(code ?? "not_solved", step.Reason.Code);
        Assert.Equal(code is null ? null : Now, step.Case.CentreAskedAt);
    }

    [Theory]
    [InlineData(Outcome.Explained, true)]
    [InlineData(Outcome.Suspended, true)]
    // The termination was overtaken: the owner has replied that the matter is solved.
    [InlineData(Outcome.Solved, false)]
    public void Where_the_law_fixes_the_outcome_the_centre_decides_at_once(Outcome outcome, bool centre)
    {
        var step = Step(Terminated(outcome).CallBack(true, false, Now));
        Assert.Equal(centre ? "outcome_fixed_by_law" : "not_solved", step.Reason.Code);
        Assert.Equal(centre, step.Case.CentreAskedAt is not null);
    }

    [Fact]
    public void A_termination_of_an_earlier_round_binds_nobody_in_this_one() => Assert.Equal("not_solved",
        Step((Terminated() with { Round = 1, RoundVersion = 3 }).CallBack(true, false, Now)).Reason.Code);

    [Fact]
    public void A_bad_rating_of_what_the_law_fixes_stays_in_the_archive_and_before_the_centre()
    {
        var archived = Step(Terminated().CallBack(true, true, Now)).Case;
        var step = Step(archived.Rate(RatingLevel.Dissatisfied, Now));
        Assert.Equal((Ending.None, CaseStatus.Archived, Now, RatingLevel.Dissatisfied),
            (step.Ending, step.Case.Status, step.Case.CentreAskedAt, step.Case.Rating));
        Assert.Equal("case_archived", Code(step.Case.Decide(CentreDecision.Suspend, Now.AddDays(30), Now)));
        var explained = Step(step.Case.Decide(CentreDecision.Explain, null, Now));
        Assert.Equal((Ending.None, CaseStatus.Archived, null),
            (explained.Ending, explained.Case.Status, explained.Case.CentreAskedAt));
        var back = Step(step.Case.Decide(CentreDecision.Reopen, null, Now));
        Assert.Equal((Ending.Reopen, CaseStatus.Reopened, null),
            (back.Ending, back.Case.Status, back.Case.CentreAskedAt));
    }

    [Theory]
    [InlineData(CentreDecision.Reopen, null, "centre_reopens", Ending.Reopen, CaseStatus.Reopened)]
    [InlineData(CentreDecision.Explain, null, "centre_explains", Ending.Archive, CaseStatus.Archived)]
    [InlineData(CentreDecision.Suspend, 30, "centre_suspends", Ending.None, CaseStatus.CalledBack)]
    public void The_centre_decides(
        CentreDecision decision, int? reviewDays, string code, Ending ending, CaseStatus status)
    {
        var waiting = Step(Terminated().CallBack(true, false, Now)).Case;
        var step = Step(waiting.Decide(decision, reviewDays is { } days ? Now.AddDays(days) : null, Now));
        Assert.Equal((code, ending, status), (step.Reason.Code, step.Ending, step.Case.Status));
        Assert.Equal(decision == CentreDecision.Suspend, step.Case.CentreAskedAt is not null);
        Assert.Null(step.Case.RatableUntil);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(366)]
    public void A_suspension_says_within_a_year_when_it_is_looked_at_again(int? days)
    {
        var waiting = Step(Terminated().CallBack(true, false, Now)).Case;
        Assert.Equal("review_date_out_of_range", Code(waiting.Decide(
            CentreDecision.Suspend, days is { } after ? Now.AddDays(after) : null, Now)));
        Assert.Equal("no_decision_awaited", Code(Replied.Decide(CentreDecision.Explain, null, Now)));
    }

    [Fact]
    public void Routings_steps_in_any_order_leave_the_newest_status_and_a_finished_case_keeps_its_own()
    {
        var lead = TicketId.New();
        ICaseEvent[] steps =
        [
            new TicketClaimed(Head(5), lead, TicketRole.Lead, []),
            new TicketClaimed(Head(6), TicketId.New(), TicketRole.Assisting, []),
            new TicketReplied(Head(8), lead, TicketRole.Lead, Outcome.Explained, "", []),
            new ApplicationDecided(Head(7), lead, TicketApplicationId.New(), ApplicationKind.Termination, true, null,
                null, []),
            new ReplyAudited(Head(9), lead, true, []),
        ];
        var start = Replied with { Status = CaseStatus.Routed };
        var inOrder = steps.Aggregate(start, (one, step) => one.Follow(step));
        Assert.Equal((CaseStatus.Replied, 9, Outcome.Explained, 7),
            (inOrder.Status, inOrder.StatusVersion, inOrder.Outcome, inOrder.TerminationVersion));
        Assert.Equal(inOrder, steps.Reverse().Aggregate(start, (one, step) => one.Follow(step)));
        Assert.Equal(inOrder, steps.Concat(steps).Aggregate(start, (one, step) => one.Follow(step)));
        Assert.Equal(CaseStatus.Archived,
            steps.Aggregate(Solved, (one, step) => one.Follow(step)).Status);
    }

    [Theory]
    [InlineData(TicketRole.Lead, CaseStatus.InHand)]
    [InlineData(TicketRole.Assisting, null)]
    public void Only_the_leads_claim_puts_the_case_in_hand(TicketRole role, CaseStatus? status) =>
        Assert.Equal(status, Case.StatusAfter(new TicketClaimed(Head(2), TicketId.New(), role, [])));

    [Fact]
    public void What_can_be_done_next_is_what_the_steps_accept()
    {
        static string[] Allowed(Case one, DateTimeOffset now) =>
            [.. one.Actions(now).Where(a => a.Refusal is null).Select(a => a.Name)];
        Assert.Equal(["callbacks"], Allowed(Replied, Now));
        Assert.Equal(["ratings"], Allowed(Solved, Now));
        Assert.Empty(Allowed(Solved, Now.AddDays(8)));
        Assert.Equal(["decision"], Allowed(Step(Terminated().CallBack(true, false, Now)).Case, Now));
    }
}
