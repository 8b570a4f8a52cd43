namespace Dispatch.Contracts;

/// <summary>What can be told of whistles (吹哨) and supervision orders (督办单).</summary>
public static class PressureEvents
{
    /// <summary>Every one, for whoever must miss none.</summary>
    public static readonly IReadOnlyList<Type> All =
    [
        typeof(WhistleProposed), typeof(WhistleRefused), typeof(WhistleAppealed), typeof(WhistleWithdrawn),
        typeof(WhistleBlown), typeof(SummonsAcknowledged), typeof(SummonsRefused), typeof(SummonsRefusalRuled),
        typeof(DepartmentArrived), typeof(DepartmentAbsent), typeof(WhistleTermMissed), typeof(SummonsPartReported),
        typeof(JointResultRecorded), typeof(JointResultRejected), typeof(WhistleEnded), typeof(WhistleRated),
        typeof(OrderDrafted), typeof(OrderDiscarded), typeof(OrderIssued), typeof(OrderAcknowledged),
        typeof(OrderAnswered), typeof(OrderSentBack), typeof(OrderProlongationAsked), typeof(OrderProlongationRuled),
        typeof(OrderTermMissed), typeof(OrderEnded), typeof(OrderClimbed),
    ];
}
