using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>
/// One rung on which a case stands or has stood (提级): who must act there by name, why, until when, and what was said.
/// Every change of it is a method here.
/// </summary>
/// <param name="Organisation">Who is accountable for the case.</param>
/// <param name="At">Where the owner of the rung acts: the organisation, or the centre.</param>
/// <param name="Owner">Null only where nobody holds any function up to the top.</param>
/// <param name="Empty">The functions that nobody holds, so that the next above has it.</param>
/// <param name="ClockId">The clock that the handler is reminded of.</param>
/// <param name="Policy">The policy of the ladder that was in force.</param>
/// <param name="Team">The special team (专班) that a leader has named.</param>
/// <param name="RestingSince">The case waits for an audit, a callback or a review: nobody must act.</param>
/// <param name="Missed">How many times its term has passed at the top, where no other rung is above it.</param>
public sealed record CaseRung(
    RungId Id, CaseId CaseId, CaseNumber Number, JurisdictionId Jurisdiction, OrganisationId Organisation,
    TicketId? TicketId, Rung Rung, OrganisationId At, AccountId? Owner, string? OwnerName, string Function,
    IReadOnlyList<string> Empty, LiftCause Cause, ClockId? ClockId, IReadOnlyList<Reason> Reasons, int Policy,
    DateTimeOffset Since, DateTimeOffset AcknowledgeBy, DateTimeOffset? AcknowledgedAt, ActedBy? AcknowledgedBy,
    string? Plan, string? Team, DateTimeOffset? PlanUntil, DateTimeOffset? RestingSince, DateTimeOffset? LeftAt,
    IReadOnlyList<Reason> LeftBecause, OrderId? OrderId, int Missed)
{
    public static readonly string[] Acknowledgers =
        [Roles.Handler, Roles.Mediator, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Leader];

    public static readonly string[] Assigners = [Roles.Head, Roles.Director, Roles.Leader];

    static readonly Refusal NoLongerThere = new(
        RefusalKind.Conflict, "rung_left", "该诉求已不在这一层级，请刷新后查看最新状态。",
        "The case no longer stands on this rung; load it again.");

    static readonly Refusal Rests = new(
        RefusalKind.Conflict, "rung_rests", "该诉求正在审核、回访、调解或挂账，暂不需要确认。",
        "The case waits for an audit, a callback, a mediation or a review; nobody must acknowledge now.");

    static readonly Refusal Already = new(
        RefusalKind.Conflict, "rung_already_acknowledged", "已确认并提出办理计划，无需重复操作；计划到期未办结将继续提级。",
        "It is acknowledged already; it climbs on if the plan is missed.");

    static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "not_your_rung", "须由该层级的责任人，或其单位的负责人确认。",
        "Only the person who answers on this rung, or the head of his organisation, may do this.");

    static readonly Refusal PlanNotInTime = new(
        RefusalKind.Invalid, "plan_not_in_time", "计划完成时间应晚于现在，且不得超过规则允许的最长期限。",
        "The plan must end in the future, and within what the policy allows.", "until");

    static readonly Refusal TeamMissing = new(
        RefusalKind.Invalid, "team_missing", "领导包案须写明专班组成。", "Name the special team.", "team");

    public RungOwner ToOwner() => new(Owner, OwnerName, Function);

    /// <summary>When it must be looked at; null while nobody must act.</summary>
    public DateTimeOffset? NextLookAt => LeftAt is not null || RestingSince is not null ? null
        : AcknowledgedAt is null ? AcknowledgeBy : PlanUntil;

    /// <summary>The first term of the rung, which runs anew when the case comes back to it.</summary>
    public static DateTimeOffset TermFrom(WorkCalendar calendar, LadderPolicy policy, Rung rung, Urgency urgency,
        DateTimeOffset at) => calendar.Due(at, policy[rung].Acknowledge.For(urgency));

    /// <summary>
    /// Acknowledging is an act with a plan and a date, and does not end the pressure: a plan that is missed climbs.
    /// </summary>
    public Result<CaseRung> Acknowledge(
        string plan, DateTimeOffset until, string? team, Actor actor, WorkCalendar calendar, LadderPolicy policy,
        DateTimeOffset now)
    {
        if (Acknowledgeable(actor) is { } no)
            return no;
        if (until <= now || until > calendar.Due(now, policy[Rung].LongestPlan))
            return PlanNotInTime;
        if (Rung == Rung.Leader && string.IsNullOrWhiteSpace(team))
            return TeamMissing;
        return this with
        {
            AcknowledgedAt = now,
            AcknowledgedBy = actor.ToActedBy(),
            Plan = plan,
            Team = team,
            PlanUntil = until.ToUniversalTime(),
        };
    }

    /// <summary>Somebody else answers here from now on: named by a head, the director or the leader.</summary>
    public Result<CaseRung> Assign(AccountId account, string name, string function, Actor actor) =>
        LeftAt is not null ? NoLongerThere : !IsSenior(actor) ? NotYours
            : this with { Owner = account, OwnerName = name, Function = function, Empty = [] };

    public IReadOnlyList<PossibleAction> ActionsFor(Actor actor)
    {
        var mine = new List<PossibleAction>();
        if (LeftAt is null && (IsOwner(actor) || IsSenior(actor)))
            mine.Add(new("acknowledgement", Acknowledgers, Acknowledgeable(actor)));
        if (LeftAt is null && IsSenior(actor))
            mine.Add(new("owner", Assigners, null));
        return mine;
    }

    /// <summary>
    /// What the state of the case means for its rung. Climbing down is by rule only: the archive, another owner by a
    /// ruling, for the handler also that what he was reminded of is done.
    /// </summary>
    /// <param name="clocks">Of the case.</param>
    /// <param name="heldByCentre">The accountable organisation is the centre itself.</param>
    public CaseRung Settle(
        TimedCase of, IReadOnlyList<Clock> clocks, bool heldByCentre, LadderPolicy policy, WorkCalendar calendar,
        DateTimeOffset now)
    {
        if (LeftAt is not null)
            return this;
        if (!of.Open)
            return Leave(now, new Reason("case_archived", "诉求已归档。"));
        var owner = of.Organisation ?? Organisation;
        if (owner != Organisation && Rung is not Rung.Leader && !(Rung >= Rung.Backstop && heldByCentre))
            return Leave(now, Rung >= Rung.Backstop
                ? new Reason("backstop_ended_by_ruling", "已裁定由其他单位承办，退出兜底。")
                : new Reason("another_owner", "诉求已改派其他单位，由新承办单位的经办人重新起算。"));
        if (Rung == Rung.Handler && ClockId is { } reminded
            && !clocks.Any(clock => clock.Id == reminded && clock.Running))
            return Leave(now, new Reason("done_in_time", "所催事项已完成。"));
        var followed = this with { Organisation = owner, TicketId = of.LeadTicket };
        var inHand = IsInHand(of, clocks);
        if (!inHand)
            return followed.RestingSince is null ? followed with { RestingSince = now } : followed;
        // It has come back: what will be done now must be said anew.
        return followed.RestingSince is null ? followed : followed with
        {
            RestingSince = null,
            AcknowledgedAt = null,
            AcknowledgedBy = null,
            Plan = null,
            PlanUntil = null,
            AcknowledgeBy = TermFrom(calendar, policy, Rung, of.Urgency, now),
        };
    }

    /// <summary>Why it must climb now; null where its term has not passed.</summary>
    public (LiftCause Cause, Reason Why)? Overdue(DateTimeOffset now)
    {
        if (!(NextLookAt <= now))
            return null;
        var who = OwnerName is null ? Function : $"{Function}{OwnerName}";
        return AcknowledgedAt is null
            ? (LiftCause.Unacknowledged, new("rung_unacknowledged",
                $"{who}应于{ChinaTime.Deadline(AcknowledgeBy)}前确认并提出办理计划，逾期未确认。"))
            : (LiftCause.PlanMissed, new("plan_missed",
                $"{who}计划于{ChinaTime.Deadline(PlanUntil!.Value)}前办结，逾期未办结。"));
    }

    /// <summary>Nobody is above: the term runs anew, and what was planned must be said anew.</summary>
    public CaseRung Again(LadderPolicy policy, WorkCalendar calendar, Urgency urgency, DateTimeOffset now) => this with
    {
        AcknowledgedAt = null,
        AcknowledgedBy = null,
        Plan = null,
        PlanUntil = null,
        AcknowledgeBy = TermFrom(calendar, policy, Rung, urgency, now),
        Missed = Missed + 1,
    };

    /// <summary>Whoever answered there has left since: the function finds another.</summary>
    public CaseRung OwnedBy(ResponsiblePerson person, string function) => this with
    {
        Owner = person.Account,
        OwnerName = person.Name,
        Function = function,
        Empty = [.. person.Empty.Select(one => one.Name)],
    };

    public CaseRung Leave(DateTimeOffset now, params Reason[] because) =>
        this with { LeftAt = now, LeftBecause = because };

    /// <summary>
    /// Somebody must act on the case: it does not wait for an audit, a callback, a mediation or a review (挂账).
    /// </summary>
    public static bool IsInHand(TimedCase of, IReadOnlyList<Clock> clocks) => of.LeadTicket is not { } lead
        || clocks.Any(clock => clock.Running && clock.TicketId == lead
            && clock.Kind is (ClockKind.Claim or ClockKind.Reply));

    Refusal? Acknowledgeable(Actor actor) => LeftAt is not null ? NoLongerThere
        : !IsOwner(actor) && !IsSenior(actor) ? NotYours
        : RestingSince is not null ? Rests
        : AcknowledgedAt is not null ? Already : null;

    bool IsOwner(Actor actor) => actor.Account == Owner && Acknowledgers.Contains(actor.Role);

    // The head of the organisation, for a centre its director. What a leader has taken in charge only leaders answer;
    // for the city's centre answers nobody of the county.
    bool IsSenior(Actor actor) => actor.Role switch
    {
        Roles.Head or Roles.Director => actor.Organisation == At && Rung != Rung.Leader,
        Roles.Leader => Rung is Rung.Leader or Rung.Backstop && Jurisdiction.IsWithin(actor.Jurisdiction),
        _ => false,
    };
}
