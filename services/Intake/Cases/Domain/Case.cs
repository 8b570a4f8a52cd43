namespace Dispatch.Intake.Cases.Domain;

/// <summary>What a step of the hotline leads to beyond itself.</summary>
public enum Ending
{
    /// <summary>Nothing yet.</summary>
    None,
    Archive,
    /// <summary>Back to the same owner (重办).</summary>
    Reopen,
}

/// <summary>A step as it was decided: the case after it, what it leads to, and why.</summary>
public sealed record CaseStep(Case Case, Ending Ending, Reason Reason);

/// <summary>
/// How far a case has come, and every step that can change it. It comes to its end when the petitioner calls it solved,
/// when nobody answers three calls, or when the centre explains an outcome that does not satisfy him.
/// </summary>
/// <param name="Version">This service's version of the case.</param>
/// <param name="StatusVersion">Routing's version of the step that set the status last.</param>
/// <param name="Round">How often it was reopened.</param>
/// <param name="Attempts">Calls in vain in this round, and the one that was answered.</param>
/// <param name="Solved">What the petitioner said in this round.</param>
/// <param name="Rating">How the petitioner rated this round.</param>
/// <param name="Outcome">What the lead's newest reply says was reached.</param>
/// <param name="OutcomeVersion">Routing's version of that reply.</param>
/// <param name="TerminationVersion">Routing's version of the newest termination (终止办理) that was granted.</param>
/// <param name="RoundVersion">Routing's version of the step with which this round began.</param>
/// <param name="CentreAskedAt">Since when the centre must decide; null where it need not.</param>
/// <param name="ReviewAt">The centre suspended its decision (挂账) until then.</param>
public sealed record Case(
    CaseId Id, CaseNumber Number, CaseStatus Status, int Version, int StatusVersion, int Round, int Attempts,
    DateTimeOffset? AttemptedAt, bool? Solved, RatingLevel? Rating, DateTimeOffset? CalledBackAt,
    DateTimeOffset? ArchivedAt, OrganisationId? LeadOrganisation, Outcome? Outcome = null, int OutcomeVersion = 0,
    int TerminationVersion = 0, int RoundVersion = 0, DateTimeOffset? CentreAskedAt = null,
    DateTimeOffset? ReviewAt = null)
{
    /// <summary>
    /// The columns in the record's order, for a query on <c>registered_case c</c> and <c>case_progress p</c>.
    /// </summary>
    public const string Columns = """
        c.id, c.number, p.status, p.version, p.status_version, p.round, p.attempts, p.attempted_at, p.solved, p.rating,
        p.called_back_at, p.archived_at, p.lead_organisation, p.outcome, p.outcome_version, p.termination_version,
        p.round_version, p.centre_asked_at, p.review_at
        """;

    /// <summary>Callbacks are tried three times, at different hours.</summary>
    public const int MostAttempts = 3;

    /// <summary>So long after a call in vain the next may be made, so that it comes at another hour.</summary>
    public static readonly TimeSpan BetweenAttempts = TimeSpan.FromHours(1);

    /// <summary>
    /// How long after the archive a case can be rated: seven days, as in Putian (莆田) and other cities.
    /// </summary>
    public static readonly TimeSpan RatingWindow = TimeSpan.FromDays(7);

    /// <summary>After so many reopenings the same owner is not asked again without the centre's decision.</summary>
    public const int MostRounds = 2;

    /// <summary>In days; our own choice: a suspension is looked at again within a year.</summary>
    const int LongestSuspension = 365;

    /// <summary>Who calls petitioners back.</summary>
    public static readonly string[] Callers = [Roles.Operator];

    /// <summary>Who takes a rating down; another platform for its own cases.</summary>
    public static readonly string[] Raters = [Roles.Operator, Roles.Client];

    /// <summary>Who decides for the centre.</summary>
    public static readonly string[] Deciders = [Roles.Dispatcher, Roles.Director];

    /// <summary>Null when there is nothing to rate, or it was rated.</summary>
    public DateTimeOffset? RatableUntil =>
        Status == CaseStatus.Archived && Solved == true && Rating is null ? ArchivedAt + RatingWindow : null;

    /// <summary>
    /// Why the case does not simply go back to its owner when the petitioner calls it unsolved; null when it does.
    /// Where the handling was ended on a legal ground, doing it again can change nothing.
    /// </summary>
    public Reason? CentresReason =>
        TerminationVersion > RoundVersion && Outcome is not Contracts.Outcome.Solved
            ? new("outcome_fixed_by_law", "该诉求已依法终止办理，诉求人仍不认可，由综治中心研判决定。")
        : Round >= MostRounds
            ? new("rounds_used_up", $"该诉求已重办{Round}次，诉求人仍不认可，由综治中心研判决定。")
        : null;

    bool Ended => Status is CaseStatus.Archived or CaseStatus.Withdrawn;

    /// <summary>What can be done next on the case, with what stands against it now.</summary>
    public IEnumerable<PossibleAction> Actions(DateTimeOffset now) =>
    [
        new("callbacks", Callers, CallBackRefusal), new("ratings", Raters, RateRefusal(now)),
        new("decision", Deciders, DecideRefusal),
    ];

    /// <summary>What the case's status becomes with a step of Routing; null when it stays.</summary>
    public static CaseStatus? StatusAfter(ICaseEvent what) => what switch
    {
        CaseDispatched => CaseStatus.Routed,
        TicketClaimed { Role: TicketRole.Lead } or TicketReopened or ReplyAudited { Passed: false } =>
            CaseStatus.InHand,
        ReplyAudited => CaseStatus.Replied,
        _ => null,
    };

    /// <summary>
    /// Follows a step of Routing. A status is only ever replaced by that of a newer step, and a case at its end keeps
    /// it, so the order in which the steps arrive does not matter.
    /// </summary>
    public Case Follow(ICaseEvent what)
    {
        var version = what.Head.Version;
        var next = what switch
        {
            TicketReplied { Role: TicketRole.Lead } reply when version > OutcomeVersion =>
                this with { Outcome = reply.Outcome, OutcomeVersion = version },
            ApplicationDecided { Kind: ApplicationKind.Termination, Granted: true } when version > TerminationVersion =>
                this with { TerminationVersion = version },
            TicketReopened when version > RoundVersion => this with { RoundVersion = version },
            _ => this,
        };
        return StatusAfter(what) is { } status && version > StatusVersion && !Ended
            ? next with { Status = status, StatusVersion = version } : next;
    }

    /// <summary>Whether <see cref="Follow"/> may have anything to do with it.</summary>
    public static bool Follows(ICaseEvent what) => StatusAfter(what) is not null
        || what is TicketReplied { Role: TicketRole.Lead }
            or ApplicationDecided { Kind: ApplicationKind.Termination, Granted: true };

    /// <summary>Why the petitioner cannot be called back now (回访); null when he can.</summary>
    public Refusal? CallBackRefusal => Status == CaseStatus.Replied ? null : new(
        RefusalKind.Conflict, "not_ready_for_callback", "该工单尚未办结审核通过，或已回访，暂不能回访。",
        "The case is not waiting for a callback: its reply has not passed the audit, or it has been called back.");

    /// <summary>
    /// The petitioner was called back. Solved: the case is archived at once. Not solved: it goes back to its owner, or
    /// to the centre for a decision.
    /// </summary>
    /// <param name="solved">What the petitioner says; counts only where somebody answered.</param>
    public Result<CaseStep> CallBack(bool reached, bool? solved, DateTimeOffset now)
    {
        if (reached && solved is null)
            return new Refusal(
                RefusalKind.Invalid, "solved_missing", "已接通的回访须记录问题是否解决。",
                "When the petitioner was reached, say whether it is solved.", "solved");
        if (CallBackRefusal is { } no)
            return no;
        if (!reached && AttemptedAt > now - BetweenAttempts)
            return new Refusal(
                RefusalKind.Conflict, "too_soon_after_last_attempt", "距上次未接通不足1小时，请另择时段再次回访。",
                "The last call in vain was less than an hour ago; call again at another hour.", "reached");

        var called = this with { Attempts = Attempts + 1, AttemptedAt = now };
        return (reached, solved) switch
        {
            (true, true) => new CaseStep(
                called.Archive(now) with { CalledBackAt = now, Solved = true }, Ending.Archive,
                new("solved_by_petitioner", "回访时诉求人表示问题已解决，予以归档；七日内可以评价。")),
            (true, _) when CentresReason is { } why => new CaseStep(
                called with
                {
                    Status = CaseStatus.CalledBack,
                    CalledBackAt = now,
                    Solved = false,
                    CentreAskedAt = now,
                }, Ending.None, why),
            (true, _) => new CaseStep(
                called.Reopen() with { CalledBackAt = now }, Ending.Reopen,
                new("not_solved", "回访时诉求人表示问题未解决，退回原承办单位重办。")),
            _ when called.Attempts >= MostAttempts => new CaseStep(
                called.Archive(now), Ending.Archive,
                new("not_reached", $"{MostAttempts}次回访均未接通，按规定归档，不计入满意率。")),
            _ => new CaseStep(
                called, Ending.None, new("no_answer", $"第{called.Attempts}次回访未接通，另择时段再次回访。")),
        };
    }

    /// <summary>Why the handling cannot be rated now (好差评); null when it can.</summary>
    public Refusal? RateRefusal(DateTimeOffset now) =>
        Rating is not null ? new(
            RefusalKind.Conflict, "rated_already", "该工单已经评价，不能重复评价。", "The handling has been rated already.")
        : RatableUntil is not { } until ? new(
            RefusalKind.Conflict, "not_ready_for_rating", "回访时诉求人表示问题已解决的工单方可评价。",
            "Only a case that its petitioner has called solved can be rated.")
        : now > until ? new(
            RefusalKind.Conflict, "rating_window_closed", $"评价期已于{ChinaTime.Moment(until)}届满，不能再评价。",
            "The seven days for a rating are over.")
        : null;

    /// <summary>
    /// The petitioner rated the handling. The last two of the five levels are bad ratings and must be rectified
    /// (国办发〔2019〕51号): they send the case back although it was archived, or bring it before the centre.
    /// </summary>
    public Result<CaseStep> Rate(RatingLevel level, DateTimeOffset now)
    {
        if (RateRefusal(now) is { } no)
            return no;
        if (level is not (RatingLevel.Dissatisfied or RatingLevel.VeryDissatisfied))
            return new CaseStep(
                this with { Rating = level }, Ending.None, new("rated", $"诉求人评价“{level.Chinese()}”。"));
        return CentresReason is { } why
            ? new CaseStep(this with { Rating = level, CentreAskedAt = now }, Ending.None, why)
            : new CaseStep(
                Reopen(), Ending.Reopen, new("bad_rating", $"诉求人评价“{level.Chinese()}”，退回原承办单位整改重办。"));
    }

    /// <summary>Why the centre has nothing to decide now; null when it has.</summary>
    public Refusal? DecideRefusal => CentreAskedAt is not null ? null : new(
        RefusalKind.Conflict, "no_decision_awaited", "该工单没有待综治中心研判的事项，或者已经作出决定。",
        "Nothing on this case waits for the centre's decision, or it has been made.");

    /// <summary>
    /// The centre decides on a case that its petitioner calls unsolved: to its owner once more, explained and at its
    /// end, or suspended (挂账) until the centre looks at it again.
    /// </summary>
    public Result<CaseStep> Decide(CentreDecision decision, DateTimeOffset? reviewAt, DateTimeOffset now)
    {
        if (DecideRefusal is { } no)
            return no;
        var decided = this with { CentreAskedAt = null, ReviewAt = null };
        switch (decision)
        {
            case CentreDecision.Reopen:
                return new CaseStep(
                    Reopen(), Ending.Reopen, new("centre_reopens", "综治中心研判决定：退回原承办单位重办。"));
            case CentreDecision.Explain:
                Reason explains = new("centre_explains", "综治中心研判认为办理结果符合规定，向诉求人解释说明。");
                return Ended ? new CaseStep(decided, Ending.None, explains)
                    : new CaseStep(decided.Archive(now), Ending.Archive, explains);
            default:
                if (Ended)
                    return new Refusal(
                        RefusalKind.Conflict, "case_archived", "该工单已经归档，不能挂账，请决定重办或者解释说明。",
                        "The case is archived and cannot be suspended: reopen it or explain.", "decision");
                if (ToTheSecond(reviewAt) is not { } review || review <= now.AddDays(1)
                    || review > now.AddDays(LongestSuspension))
                    return new Refusal(
                        RefusalKind.Invalid, "review_date_out_of_range",
                        $"挂账须写明复查日期，在1日以后、{LongestSuspension}日以内。",
                        $"Say when it is looked at again: between a day and {LongestSuspension} days from now.",
                        "reviewAt");
                if (ReviewAt == review)
                    return new Refusal(
                        RefusalKind.Conflict, "suspended_already", "该工单已挂账至该日期，请刷新列表。",
                        "The case is suspended until then already; refresh the list.");
                return new CaseStep(
                    this with { ReviewAt = review }, Ending.None,
                    new("centre_suspends", $"综治中心研判决定挂账，定于{ChinaTime.Date(review)}复查，群众时钟继续计时。"));
        }
    }

    /// <summary>
    /// Archives a case that an older version left open until its rating, although its petitioner had called it solved.
    /// </summary>
    public CaseStep ArchiveCalledBack(DateTimeOffset now) => new(
        Archive(now), Ending.Archive, new("solved_by_petitioner", "回访时诉求人表示问题已解决，予以归档；七日内可以评价。"));

    // The database keeps microseconds at most, and the date must be equal when it is read again.
    static DateTimeOffset? ToTheSecond(DateTimeOffset? at) => at is not { } exact ? null
        : new DateTimeOffset(exact.UtcTicks - (exact.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    Case Archive(DateTimeOffset now) => this with { Status = CaseStatus.Archived, ArchivedAt = now };

    // What was said of one round says nothing of the next.
    Case Reopen() => this with
    {
        Status = CaseStatus.Reopened,
        Round = Round + 1,
        Attempts = 0,
        AttemptedAt = null,
        Solved = null,
        Rating = null,
        ArchivedAt = null,
        CentreAskedAt = null,
        ReviewAt = null,
    };
}
