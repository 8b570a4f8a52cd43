namespace Dispatch.Escalation.Whistles.Domain;

// What both sides say of each other (评哨), within a window after the end.
public sealed partial record Whistle
{
    static readonly Refusal NotEnded = new(
        RefusalKind.Conflict, "whistle_not_ended", "吹哨结束后才能评价。", "Rate it when the whistle has ended.");

    static readonly Refusal AlreadyRated = new(
        RefusalKind.Conflict, "already_rated", "已经评价，不能重复评价。", "It has been rated already.");

    static readonly Refusal NotRateable = new(
        RefusalKind.Conflict, "not_rateable", "该单位不在应哨之列或已裁定免到，不作评价。",
        "That organisation was not summoned, or was excused.");

    static readonly Refusal RatingOver = new(
        RefusalKind.Conflict, "rating_window_over", "评价时限已过，不能再评价。", "The time for rating is over.");

    Reason AsksToRate => new("rating_window", $"双方可在{Until(ClockKind.Rating)}前互评，逾期不再受理。");

    /// <summary>The blower rates one department.</summary>
    public Result<WhistleStep> RateDepartment(
        OrganisationId organisation, DepartmentRating rating, string words, Actor actor, AggregateHead head)
    {
        if (Status != WhistleStatus.Ended)
            return NotEnded;
        if (!IsBlower(actor))
            return NotYours;
        if (Of(organisation) is not { Excused: false } one)
            return NotRateable;
        if (Unrated(one.OfDepartment, head.OccurredAt) is { } no)
            return no;
        return Rated(one with { OfDepartment = new(rating, words) }, head, it => new WhistleRated(
            head, it, one.Organisation, one.Name, rating, null, [new("department_rated", $"吹哨方已评价{one.Name}。")]));
    }

    /// <summary>A department rates the whistle: whether it was a case for one.</summary>
    public Result<WhistleStep> RateWhistle(bool justified, string words, Actor actor, AggregateHead head)
    {
        if (Rateable(actor, head.OccurredAt) is { } no)
            return no;
        var one = Of(actor.Organisation)!;
        return Rated(one with { OfWhistle = new(justified, words) }, head, it => new WhistleRated(
            head, it, one.Organisation, one.Name, null, justified, [new("whistle_rated", $"{one.Name}已评价本次吹哨。")]));
    }

    /// <summary>
    /// What is shown to the caller: of what the other side says nothing before both are in or the time is over.
    /// </summary>
    public DepartmentVerdict? ShownOfDepartment(Summons one, Actor to, DateTimeOffset now) =>
        one.OfWhistle is not null || RatingIsOver(now) || IsBlower(to) ? one.OfDepartment : null;

    /// <inheritdoc cref="ShownOfDepartment"/>
    public WhistleVerdict? ShownOfWhistle(Summons one, Actor to, DateTimeOffset now) =>
        one.OfDepartment is not null || RatingIsOver(now) || to.Organisation == one.Organisation ? one.OfWhistle : null;

    bool RatingIsOver(DateTimeOffset now) => Current(ClockKind.Rating) is { } window && window.Due < now;

    WhistleStep Rated(Summons one, AggregateHead head, Func<WhistleRef, IWhistleEvent> told)
    {
        var next = With(one);
        var all = next.Summons.All(each => each.Excused || each is { OfDepartment: not null, OfWhistle: not null });
        return Then(all ? next.Meet(ClockKind.Rating, head.OccurredAt) : next, told);
    }

    Refusal? Unrated(object? verdict, DateTimeOffset now) =>
        verdict is not null ? AlreadyRated : RatingIsOver(now) ? RatingOver : null;

    Refusal? Rateable(Actor actor, DateTimeOffset now) => Status != WhistleStatus.Ended ? NotEnded
        : Of(actor.Organisation) is not { Excused: false } one ? NotSummoned : Unrated(one.OfWhistle, now);
}
