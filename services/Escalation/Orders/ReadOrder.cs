using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Records;

namespace Dispatch.Escalation.Orders;

/// <summary>One supervision order with every step and its reasons.</summary>
/// <remarks>Refuses with <c>order_not_found</c>, also for one that the caller may not see.</remarks>
public static class ReadOrder
{
    /// <param name="Accountable">Who must do the next thing; null when nobody must.</param>
    public sealed record Answer(
        OrderId Id, string Number, OrderForm Form, OrderStatus Status, Urgency Urgency, OrganisationId Organisation,
        string OrganisationName, JurisdictionId Jurisdiction, OrganisationId Centre, string? CentreName,
        OrganisationId? Accountable, string Demand, string Basis, OrderOrigin Origin, ActedBy OpenedBy,
        DateTimeOffset OpenedAt, ActedBy? SignedBy, DateTimeOffset? IssuedAt, string? Plan, DateTimeOffset? PlanUntil,
        string? Reply, string? Gaps, Prolongation? Prolongation, OrderId? ClimbedTo, DateTimeOffset? EndedAt,
        IReadOnlyList<ShownDeadline> Deadlines, IReadOnlyList<CaseNumber> Cases, IReadOnlyList<Step> Steps)
    {
        /// <summary>What the caller may do with it next.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/orders/{orderId}", Handle)
        .Allow(ListOrders.Readers)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        OrderId orderId, Actor actor, NextActions actions, Database database, CurrentTerms current, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await StoredOrder.Read(database, orderId, actor, cancel) is not var (one, beside))
            return Problems.From(StoredOrder.NotFound);
        var (terms, now) = (current.Value, clock.GetUtcNow());
        return TypedResults.Ok(new Answer(
            one.Id, one.Number, one.Form, one.Status, one.Urgency, one.Organisation, one.Name, one.Jurisdiction,
            one.Centre, beside.Name, one.Accountable, one.Demand, one.Basis, one.Origin, one.OpenedBy, one.OpenedAt,
            one.SignedBy, one.IssuedAt, one.Plan, one.PlanUntil, one.Answer, one.Gaps, one.Prolongation, one.ClimbedTo,
            one.EndedAt, [.. one.Deadlines.Select(deadline => ShownDeadline.Of(deadline, terms, now))],
            [.. one.Cases.Select(c => c.Number)], beside.Steps)
        {
            Actions = actions.For(one.ActionsFor(actor, now)),
        });
    }
}
