using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>What one step has made of a whistle, what is told of it, and which orders it opens.</summary>
public sealed record WhistleStep(Whistle Whistle, IWhistleEvent Event, params IReadOnlyList<OrderDemand> Orders);

/// <summary>
/// A whistle (吹哨报到): a township, a village or the centre summons departments to a place by a time. Every change of it
/// is a method here, which answers the next state with what is told, or why it cannot be.
/// </summary>
/// <param name="Version">How many events were published about it.</param>
/// <param name="Radius">Within how many metres of the place a position proves that somebody is there.</param>
/// <param name="ArriveBy">When all are to be there, as the blower wishes it; null: by the term of the policy.</param>
/// <param name="Organisation">
/// Whose whistle it is: whose principal reviews it, and who speaks for the blower: for a grid worker's or a village's
/// ordinary whistle its township.
/// </param>
/// <param name="Centre">Which centre rules on it.</param>
/// <param name="Appealed">It has been before the centre, once.</param>
/// <param name="Deadlines">Its own: the review, the blower's word, the ratings.</param>
/// <param name="Summons">The lead first.</param>
/// <remarks>Source: 北京市街道办事处条例 §17, §44; 北京市接诉即办工作条例 §16.</remarks>
public sealed partial record Whistle(
    WhistleId Id, string Number, int Version, WhistleType Type, WhistleStatus Status, string Demand,
    JurisdictionId Jurisdiction, string Address, double? Latitude, double? Longitude, int Radius,
    DateTimeOffset? ArriveBy, OrganisationId Organisation, OrganisationId Centre, string? OneThing, ActedBy ProposedBy,
    DateTimeOffset ProposedAt, ActedBy? BlownBy, DateTimeOffset? BlownAt, bool Appealed,
    IReadOnlyList<Deadline> Deadlines, string? Result, DateTimeOffset? EndedAt, IReadOnlyList<Summons> Summons,
    IReadOnlyList<CaseRef> Cases)
{
    public Summons Lead => Summons[0];

    public bool Open => Status is not (WhistleStatus.Ended or WhistleStatus.Withdrawn);

    /// <summary>Which side must do the next thing on the whistle as a whole.</summary>
    public Side Accountable => Status switch
    {
        WhistleStatus.Proposed => Side.Township,
        WhistleStatus.Appealed => Side.Centre,
        WhistleStatus.Blown => Lead.Accountable,
        WhistleStatus.Refused or WhistleStatus.ResultRecorded => Side.Blower,
        _ => Side.Nobody,
    };

    /// <summary>Which side must do the next thing on a department's part: before the blow nobody.</summary>
    public Side AccountableFor(Summons one) => Status == WhistleStatus.Blown ? one.Accountable : Side.Nobody;

    /// <summary>When somebody must look at it, since a term passes.</summary>
    public DateTimeOffset? NextLookAt => Open
        ? Deadlines.Concat(Summons.SelectMany(s => s.Deadlines)).Min(one => one.WakesAt) : null;

    public Deadline? Current(ClockKind kind) => Deadlines.LastOrDefault(one => one.Kind == kind);

    public Summons? Of(OrganisationId organisation) =>
        Summons.FirstOrDefault(one => one.Organisation == organisation);

    /// <summary>Whoever blew or proposed it, and those who speak for the organisation whose whistle it is.</summary>
    public bool IsBlower(Actor actor) =>
        actor.Account == ProposedBy.Account || actor.Account == BlownBy?.Account
        || actor.Organisation == Organisation && actor.Role is Roles.Head or Roles.Dispatcher or Roles.Director;

    /// <summary>The township's principal; of a centre's own whistle its director.</summary>
    public bool IsReviewer(Actor actor) =>
        actor.Organisation == Organisation && actor.Role is Roles.Head or Roles.Director;

    public bool IsCentre(Actor actor) =>
        actor.Organisation == Centre && actor.Role is Roles.Director or Roles.Dispatcher;

    public WhistleRef ToRef() => new(
        Id, Number, Type, Jurisdiction, Organisation, [.. Summons.Select(one => one.Organisation)], Cases);

    WhistleStep Then(Whistle next, Func<WhistleRef, IWhistleEvent> told, params IReadOnlyList<OrderDemand> orders)
    {
        var now = next with { Version = Version + 1 };
        return new(now, told(now.ToRef()), orders);
    }

    Whistle With(Summons changed) => this with
    {
        Summons = [.. Summons.Select(one => one.Organisation == changed.Organisation ? changed : one)],
    };

    Whistle Meet(ClockKind kind, DateTimeOffset at) => this with
    {
        Deadlines = [.. Deadlines.Select(one => one.Kind == kind ? one.Meet(at) : one)],
    };

    string Until(ClockKind kind) => ChinaTime.Deadline(Current(kind)!.Due);

    /// <summary>What somebody wrote, to be gone on with in the same sentence.</summary>
    static string Clause(string words) => words.TrimEnd(' ', '。', '.', '；', '，', '！');

    static readonly Refusal NotOpen = new(
        RefusalKind.Conflict, "whistle_not_open", "该吹哨目前不在应哨处置阶段，请刷新后查看最新状态。",
        "The whistle is not blown, or has ended; load it again.");

    static readonly Refusal NotSummoned = new(
        RefusalKind.Conflict, "not_summoned", "贵单位不在该吹哨的应哨单位之列，或已裁定免到。",
        "Your organisation was not summoned by this whistle, or has been excused.");
}
