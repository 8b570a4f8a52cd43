namespace Dispatch.Contracts;

/// <summary>Which supervision order an event tells of, and whom it concerns.</summary>
/// <param name="Number">As people write it, such as 督办〔2026〕5号.</param>
/// <param name="Organisation">Who must act.</param>
/// <param name="Jurisdiction">Where what it demands must be done.</param>
public sealed record OrderRef(
    OrderId Id, string Number, OrderForm Form, OrganisationId Organisation, string OrganisationName,
    JurisdictionId Jurisdiction, IReadOnlyList<CaseRef> Cases);

/// <summary>Something that has become true of a supervision order (督办单).</summary>
public interface IOrderEvent : IPressureEvent
{
    OrderRef Order { get; }

    string IEvent.Aggregate => "order/" + Order.Id;

    string IPressureEvent.Number => Order.Number;

    JurisdictionId IPressureEvent.Jurisdiction => Order.Jurisdiction;

    IReadOnlyList<OrganisationId> IPressureEvent.Concerned => [Order.Organisation];

    IReadOnlyList<CaseRef> IPressureEvent.Cases => Order.Cases;
}

/// <summary>An interview or a circular is written, and waits to be signed by the director or a leader.</summary>
public sealed record OrderDrafted(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>A draft was not signed.</summary>
public sealed record OrderDiscarded(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The order is in force: the organisation must take note of it and answer.</summary>
/// <param name="AcknowledgeBy">UTC.</param>
/// <param name="Due">UTC.</param>
/// <param name="Origin">Who or what opened it.</param>
public sealed record OrderIssued(
    AggregateHead Head, OrderRef Order, OrderOrigin Origin, DateTimeOffset AcknowledgeBy, DateTimeOffset Due,
    IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The organisation has taken note of the order, and has said what it will do and until when.</summary>
public sealed record OrderAcknowledged(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The organisation has answered what it has done.</summary>
public sealed record OrderAnswered(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The centre finds the answer wanting, and says what is missing.</summary>
public sealed record OrderSentBack(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The organisation asks, once, for more time.</summary>
public sealed record OrderProlongationAsked(
    AggregateHead Head, OrderRef Order, DateTimeOffset Until, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The centre has decided whether there is more time.</summary>
/// <param name="Due">The time that holds from now on, UTC.</param>
public sealed record OrderProlongationRuled(
    AggregateHead Head, OrderRef Order, bool Granted, DateTimeOffset Due, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>The organisation has let a term of the order pass.</summary>
public sealed record OrderTermMissed(
    AggregateHead Head, OrderRef Order, ClockKind Clock, DateTimeOffset Due, IReadOnlyList<Reason> Reasons)
    : IOrderEvent;

/// <summary>What the order demanded is done, or is no longer owed.</summary>
public sealed record OrderEnded(AggregateHead Head, OrderRef Order, IReadOnlyList<Reason> Reasons) : IOrderEvent;

/// <summary>A sharper order has taken the place of one that was not obeyed.</summary>
public sealed record OrderClimbed(
    AggregateHead Head, OrderRef Order, OrderId To, OrderForm Form, IReadOnlyList<Reason> Reasons) : IOrderEvent;
