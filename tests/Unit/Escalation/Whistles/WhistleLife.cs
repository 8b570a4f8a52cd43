using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Whistles.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Escalation.Whistles;

/// <summary>One whistle and the people around it; keeps what was told and which orders were opened.</summary>
sealed class WhistleLife
{
    public static readonly Actor Township = Person(Roles.Head, "township"), Clerk = Person(Roles.Handler, "township"),
        Grid = Person(Roles.GridWorker, "village"), Centre = Person(Roles.Director, "centre"),
        Lead = Person(Roles.Handler, "urban"), Water = Person(Roles.Handler, "water"),
        Fire = Person(Roles.Head, "fire"),
        Stranger = Person(Roles.Head, "health");

    public static readonly IReadOnlyList<Actor> Departments = [Lead, Water, Fire];

    public DateTimeOffset Now { get; set; } = Calendars.China("2026-09-28 10:00");

    public DateTimeOffset? ArriveBy { get; init; }

    public Whistle Whistle { get; private set; } = null!;

    public List<IWhistleEvent> Told { get; } = [];

    public List<OrderDemand> Orders { get; } = [];

    public static WhistleLife Blown(WhistleType type = WhistleType.Emergency)
    {
        var life = new WhistleLife();
        Assert.Null(life.Propose(type, Township, OrganisationKind.Township));
        return life;
    }

    /// <returns>Why it was refused; null when it was done.</returns>
    public Refusal? Propose(WhistleType type, Actor by, OrganisationKind kind)
    {
        var wanted = new Proposal(
            WhistleId.New(), "吹哨〔2026〕1号", type, "占道经营，群众反映强烈", new("620422105"), "会师镇南关路", 35.69, 105.05, 500,
            ArriveBy, new("township"), new("centre"), null,
            [(new("urban"), "城管局"), (new("water"), "水务局"), (new("fire"), "消防大队")], []);
        return Take(Whistle.Propose(wanted, kind, by, Calendars.InForce, Head(by, 1)));
    }

    public Refusal? Do(Actor by, Func<Whistle, Actor, Terms, AggregateHead, Result<WhistleStep>> step) =>
        Take(step(Whistle, by, Calendars.InForce, Head(by, Whistle.Version + 1)));

    public Refusal? Arrive(Actor who) => Do(who, (whistle, actor, terms, head) =>
        whistle.Arrive(actor.Organisation, PlaceProof.Position, 20, null, actor, terms, head));

    public Refusal? Acknowledge(Actor who) =>
        Do(who, (whistle, actor, _, head) => whistle.Acknowledge("张三", actor, head));

    public Refusal? Refuse(Actor who, string? duty) => Do(who, (whistle, actor, terms, head) =>
        whistle.Refuse(ReturnReason.NotOurDuty, "不属于本单位职责", duty, actor, terms, head));

    public Refusal? Rule(Actor who, bool upheld, (OrganisationId, string)? replacement = null) =>
        Do(Centre, (whistle, actor, terms, head) =>
            whistle.RuleRefusal(who.Organisation, upheld, "依据职责清单", replacement, actor, terms, head));

    public Refusal? Result(params PartOfResult[] parts) => Do(Lead, (whistle, actor, terms, head) =>
        whistle.RecordResult("已清理占道摊位", parts, actor, terms, head));

    public Refusal? End(bool finished) => Do(Township, (whistle, actor, terms, head) =>
        whistle.End(finished, "现场已恢复", actor, terms, head));

    public Refusal? RateDepartment(Actor who) => Do(Township, (whistle, actor, _, head) =>
        whistle.RateDepartment(who.Organisation, new(true, true, false), "到场及时", actor, head));

    public Refusal? RateWhistle(Actor who) => Do(who, (whistle, actor, _, head) =>
        whistle.RateWhistle(true, "确需多部门", actor, head));

    /// <summary>Lets the time come, and everything happen that a passing term brings about.</summary>
    public void Wait(TimeSpan time)
    {
        Now += time;
        while (Whistle.NextOverdue(Calendars.InForce, Head(null, Whistle.Version + 1)) is { } step)
            Assert.Null(Take(step));
    }

    public Summons Of(Actor who) => Whistle.Of(who.Organisation)!;

    Refusal? Take(Result<WhistleStep> answer)
    {
        if (!answer.Accepted(out var step, out var refusal))
            return refusal;
        Whistle = step.Whistle;
        Told.Add(step.Event);
        Orders.AddRange(step.Orders);
        return null;
    }

    AggregateHead Head(Actor? by, int version) =>
        new(EventId.New(), version, Now.ToUniversalTime(), by?.ToActedBy() ?? ActedBy.System, null);

    static Actor Person(string role, string organisation) =>
        new(new($"{organisation}-{role}"), organisation, role, new(organisation), new("620422"));
}
