namespace Dispatch.Escalation.Orders.Domain;

/// <summary>What a supervision order is to demand, from whomever or whatever opens it.</summary>
/// <param name="Cause">
/// What opens it, such as <c>whistle/…/arrival</c>: however often it is told, one cause opens one order.
/// </param>
/// <param name="Until">Null: the term of its urgency.</param>
public sealed record OrderDemand(
    OrderId Id, OrderForm Form, OrderOrigin Origin, string Cause, OrganisationId Organisation, string OrganisationName,
    Urgency Urgency, string Demand, string Basis, DateTimeOffset? Until, IReadOnlyList<CaseRef> Cases,
    IReadOnlyList<Reason> Reasons);
