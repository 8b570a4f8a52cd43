using Dispatch.Intake.Cases;

namespace Dispatch.Intake.Following;

/// <summary>
/// Writes what happens to the whistles (吹哨) and supervision orders (督办单) on a case into its timeline.
/// </summary>
public static class FollowPressure
{
    public static readonly IReadOnlyList<Type> Events =
    [
        typeof(WhistleProposed), typeof(WhistleRefused), typeof(WhistleAppealed), typeof(WhistleWithdrawn),
        typeof(WhistleBlown), typeof(SummonsAcknowledged), typeof(SummonsRefused), typeof(SummonsRefusalRuled),
        typeof(DepartmentArrived), typeof(DepartmentAbsent), typeof(WhistleTermMissed), typeof(SummonsPartReported),
        typeof(JointResultRecorded), typeof(JointResultRejected), typeof(WhistleEnded), typeof(WhistleRated),
        typeof(OrderDrafted), typeof(OrderDiscarded), typeof(OrderIssued), typeof(OrderAcknowledged),
        typeof(OrderAnswered), typeof(OrderSentBack), typeof(OrderProlongationAsked), typeof(OrderProlongationRuled),
        typeof(OrderTermMissed), typeof(OrderEnded), typeof(OrderClimbed),
    ];

    public static Task Handle(IReadOnlyList<IPressureEvent> events, Work work)
    {
        TimelineRows.Add(work, events);
        return Task.CompletedTask;
    }
}
