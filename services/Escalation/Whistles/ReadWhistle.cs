using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>One whistle: who is under way, who is there, what was reached, and every step with its reasons.</summary>
/// <remarks>Refuses with <c>whistle_not_found</c>, also for one that the caller may not see.</remarks>
public static class ReadWhistle
{
    /// <param name="Accountable">Which side must do the next thing.</param>
    /// <param name="OfDepartment">Only when both sides have rated or can no longer, and to its author.</param>
    /// <param name="OfWhistle">Only when both sides have rated or can no longer, and to its author.</param>
    public sealed record Department(
        OrganisationId Organisation, string Name, TicketRole Role, SummonsState State, Side Accountable,
        string? Attendee, SummonsRefusal? Refusal, DateTimeOffset? ArrivedAt, PlaceProof? Proof, int? Metres,
        bool? Late, OrderId? ArrivalOrder, string? Part, string? Remains, DateTimeOffset? RemainsUntil,
        IReadOnlyList<ShownDeadline> Deadlines, DepartmentVerdict? OfDepartment, WhistleVerdict? OfWhistle);

    public sealed record Answer(
        WhistleId Id, string Number, WhistleType Type, WhistleStatus Status, Side Accountable, string Demand,
        JurisdictionId Jurisdiction, string Address, double? Latitude, double? Longitude, int Radius,
        OrganisationId Organisation, string? OrganisationName, OrganisationId Centre, string? OneThing,
        ActedBy ProposedBy, DateTimeOffset ProposedAt, ActedBy? BlownBy, DateTimeOffset? BlownAt, string? Result,
        DateTimeOffset? EndedAt, IReadOnlyList<ShownDeadline> Deadlines, IReadOnlyList<Department> Departments,
        IReadOnlyList<CaseNumber> Cases, IReadOnlyList<Step> Steps)
    {
        /// <summary>What the caller may do with it next.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/whistles/{whistleId}", Handle)
        .Allow(ListWhistles.Readers)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        WhistleId whistleId, Actor actor, NextActions actions, Database database, CurrentTerms current,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await StoredWhistle.Read(database, whistleId, actor, cancel) is not var (one, beside))
            return Problems.From(StoredWhistle.NotFound);
        var (terms, now) = (current.Value, clock.GetUtcNow());
        IReadOnlyList<ShownDeadline> Shown(IReadOnlyList<Deadline> deadlines) =>
            [.. deadlines.Select(deadline => ShownDeadline.Of(deadline, terms, now))];
        return TypedResults.Ok(new Answer(
            one.Id, one.Number, one.Type, one.Status, one.Accountable, one.Demand, one.Jurisdiction, one.Address,
            one.Latitude, one.Longitude, one.Radius, one.Organisation, beside.Name, one.Centre, one.OneThing,
            one.ProposedBy, one.ProposedAt, one.BlownBy, one.BlownAt, one.Result, one.EndedAt, Shown(one.Deadlines),
            [
                .. one.Summons.Select(s => new Department(
                    s.Organisation, s.Name, s.Role, s.State, one.AccountableFor(s), s.Attendee, s.Refusal, s.ArrivedAt,
                    s.Proof, s.Metres, s.Late, s.ArrivalOrder, s.Part, s.Remains, s.RemainsUntil, Shown(s.Deadlines),
                    one.ShownOfDepartment(s, actor, now), one.ShownOfWhistle(s, actor, now))),
            ],
            [.. one.Cases.Select(c => c.Number)], beside.Steps)
        {
            Actions = actions.For(one.ActionsFor(actor, now)),
        });
    }
}
