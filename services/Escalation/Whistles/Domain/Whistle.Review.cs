using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>What somebody wants to whistle for.</summary>
/// <param name="Summoned">The lead first.</param>
/// <param name="Organisation">Whose whistle it is to be.</param>
/// <param name="OneThing">The entry of the one-thing list (一件事清单) that it follows.</param>
public sealed record Proposal(
    WhistleId Id, string Number, WhistleType Type, string Demand, JurisdictionId Jurisdiction, string Address,
    double? Latitude, double? Longitude, int Radius, DateTimeOffset? ArriveBy, OrganisationId Organisation,
    OrganisationId Centre, string? OneThing, IReadOnlyList<(OrganisationId Id, string Name)> Summoned,
    IReadOnlyList<CaseRef> Cases);

// Before departments hear it: proposing, review (吹哨审核), the appeal to the centre, blowing.
public sealed partial record Whistle
{
    public static readonly string[] Proposers =
        [Roles.GridWorker, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static readonly string[] Reviewers = [Roles.Head, Roles.Dispatcher, Roles.Director];

    static readonly Refusal NotAWhistler = new(
        RefusalKind.Forbidden, "not_a_whistler", "只有网格员、村（社区）、乡镇（街道）和综治中心可以吹哨；部门需要协办的，请在派遣单上申请增加协办。",
        "Only grid workers, villages, townships and the centre may blow a whistle; ask for assistance on the ticket.");

    static readonly Refusal NotThen = new(
        RefusalKind.Invalid, "arrive_by_out_of_range", "到场时间应晚于现在；应急吹哨不得晚于规定的到场时限，其他吹哨不得晚于30日内。",
        "Arrival must lie in the future: for an emergency within its term, otherwise within 30 days.", "arriveBy");

    static readonly Refusal NotForReview = new(
        RefusalKind.Conflict, "whistle_not_for_review", "该吹哨不在待审核状态，可能已由他人审核。",
        "The whistle does not wait for a review; somebody may have reviewed it.");

    static readonly Refusal NotYoursToReview = new(
        RefusalKind.Forbidden, "not_yours_to_review", "一般吹哨由本乡镇（街道）主要负责人审核，申请复核的由综治中心审核。",
        "The township's principal reviews it; one that was appealed is the centre's to decide.");

    static readonly Refusal NotAppealable = new(
        RefusalKind.Conflict, "whistle_not_appealable", "只有审核未通过的吹哨可以提请综治中心复核，且只能提请一次。",
        "Only a refused whistle can be taken to the centre, once.");

    static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "not_your_whistle", "只有吹哨人或其单位负责人可以办理。",
        "Only whoever blew the whistle, or the head of that organisation, may do this.");

    static readonly Refusal NotWithdrawable = new(
        RefusalKind.Conflict, "whistle_not_withdrawable", "已经吹响的哨不能撤回，请由牵头单位报告结果后结束。",
        "A whistle that was blown cannot be taken back; it ends with the joint result.");

    /// <summary>
    /// Whether it is blown at once: an emergency by whoever is there, a township's by its principal, a centre's own.
    /// </summary>
    public static bool BlowsAtOnce(WhistleType type, OrganisationKind kind, string role) =>
        type == WhistleType.Emergency || kind == OrganisationKind.Centre
        || kind == OrganisationKind.Township && role == Roles.Head;

    public static Refusal? Blowable(OrganisationKind kind, string role) =>
        role == Roles.GridWorker
        || kind is OrganisationKind.Village or OrganisationKind.Township or OrganisationKind.Centre
            ? null : NotAWhistler;

    /// <param name="kind">What the proposer's organisation is.</param>
    public static Result<WhistleStep> Propose(
        Proposal wanted, OrganisationKind kind, Actor actor, Terms terms, AggregateHead head)
    {
        if (Blowable(kind, actor.Role) is { } no)
            return no;
        var at = head.OccurredAt;
        var mine = new Whistle(
            wanted.Id, wanted.Number, 0, wanted.Type, WhistleStatus.Proposed, wanted.Demand, wanted.Jurisdiction,
            wanted.Address, wanted.Latitude, wanted.Longitude, wanted.Radius, wanted.ArriveBy, wanted.Organisation,
            wanted.Centre, wanted.OneThing, head.By, at, null, null, false, [], null, null,
            [
                .. wanted.Summoned.Select((one, index) => new Summons(
                    one.Id, one.Name, index == 0 ? TicketRole.Lead : TicketRole.Assisting, SummonsState.Called, null,
                    null, false, null, null, null, null, null, null, null, [], null, null)),
            ],
            wanted.Cases);
        if (wanted.ArriveBy is { } by && (by <= at || by > mine.LatestArrival(terms, at)))
            return NotThen;
        if (BlowsAtOnce(wanted.Type, kind, actor.Role))
            return mine.Blow(terms, head, new("whistle_blown", wanted.Type == WhistleType.Emergency
                ? $"应急处置，{actor.Name}当即吹哨，不经审核。" : $"{actor.Name}依职权吹哨。"));
        var review = mine.TermsIn(terms).Start(ClockKind.Review, at);
        return mine.Then(mine with { Deadlines = [review] }, it => new WhistleProposed(head, it, review.Due,
            [new("whistle_proposed", $"{actor.Name}申请吹哨（{wanted.Type.Chinese()}），由乡镇（街道）主要负责人审核。")]));
    }

    /// <summary>The one who reviews it lets it be heard, or says why not.</summary>
    public Result<WhistleStep> Review(bool accepted, string grounds, Actor actor, Terms terms, AggregateHead head)
    {
        if (Reviewable(actor) is { } no)
            return no;
        var byCentre = Status == WhistleStatus.Appealed;
        var who = byCentre ? "综治中心" : "主要负责人";
        var reviewed = Meet(ClockKind.Review, head.OccurredAt);
        if (accepted)
            return reviewed.Blow(terms, head, new("whistle_passed", $"{who}{actor.Name}审核同意吹哨：{grounds}"));
        return Then(reviewed with { Status = WhistleStatus.Refused }, it => new WhistleRefused(
            head, it, byCentre, [new("whistle_refused", $"{who}{actor.Name}不同意吹哨：{grounds}")]));
    }

    /// <summary>The proposer takes the refusal to the centre, once.</summary>
    public Result<WhistleStep> Appeal(string grounds, Actor actor, Terms terms, AggregateHead head) =>
        Appealable(actor) is { } no ? no
            : ToCentre(terms, head, new("whistle_appealed", $"{actor.Name}提请综治中心复核：{grounds}"));

    /// <summary>The proposer takes it back.</summary>
    public Result<WhistleStep> Withdraw(string grounds, Actor actor, AggregateHead head)
    {
        if (Withdrawable(actor) is { } no)
            return no;
        var met = Meet(ClockKind.Review, head.OccurredAt);
        return Then(met with { Status = WhistleStatus.Withdrawn, EndedAt = head.OccurredAt },
            it => new WhistleWithdrawn(head, it, [new("whistle_withdrawn", $"{actor.Name}撤回吹哨：{grounds}")]));
    }

    WhistleStep ToCentre(Terms terms, AggregateHead head, Reason why)
    {
        var ruling = TermsIn(terms).Start(ClockKind.Review, head.OccurredAt);
        var waiting = Meet(ClockKind.Review, head.OccurredAt);
        return Then(
            waiting with
            {
                Status = WhistleStatus.Appealed,
                Appealed = true,
                Deadlines = [.. waiting.Deadlines, ruling],
            },
            it => new WhistleAppealed(head, it, ruling.Due, [why]));
    }

    WhistleStep Blow(Terms terms, AggregateHead head, Reason why)
    {
        var (mine, at) = (TermsIn(terms), head.OccurredAt);
        var blown = this with
        {
            Status = WhistleStatus.Blown,
            BlownBy = head.By,
            BlownAt = at,
            Summons = [.. Summons.Select(one =>
                Domain.Summons.Call(one.Organisation, one.Name, one.Role, mine, at, ArriveBy))],
        };
        return Then(blown, it => new WhistleBlown(head, it, [.. blown.Summons.Select(one => one.ToEvent())],
        [
            why,
            new("arrival_term", $"依据{terms[blown.Lead.Current(ClockKind.Arrival)!.Policy].Source}，应哨单位须在"
                + $"{ChinaTime.Deadline(blown.Lead.Current(ClockKind.Arrival)!.Due)}前到场。"),
        ]));
    }

    // An emergency never waits longer than its term; a joint action may be fixed for a day to come.
    DateTimeOffset LatestArrival(Terms terms, DateTimeOffset at) => Type == WhistleType.Emergency
        ? TermsIn(terms).Start(ClockKind.Arrival, at).Due : at.AddDays(30);

    WhistleTerms TermsIn(Terms terms) => new(terms, Type, Jurisdiction);

    Refusal? Reviewable(Actor actor) => Status switch
    {
        WhistleStatus.Proposed => IsReviewer(actor) ? null : NotYoursToReview,
        WhistleStatus.Appealed => IsCentre(actor) ? null : NotYoursToReview,
        _ => NotForReview,
    };

    Refusal? Appealable(Actor actor) =>
        Status != WhistleStatus.Refused || Appealed ? NotAppealable : IsBlower(actor) ? null : NotYours;

    Refusal? Withdrawable(Actor actor) =>
        Status is not (WhistleStatus.Proposed or WhistleStatus.Refused or WhistleStatus.Appealed) ? NotWithdrawable
            : IsBlower(actor) ? null : NotYours;
}
