using Dispatch.Intake.Cases;

namespace Dispatch.Intake.Following;

/// <summary>
/// Writes what happens to the whistles (吹哨) and supervision orders (督办单) on a case into its timeline.
/// </summary>
public static class FollowPressure
{
    public static Task Handle(IReadOnlyList<IPressureEvent> events, Work work)
    {
        TimelineRows.Add(work, events);
        return Task.CompletedTask;
    }
}
