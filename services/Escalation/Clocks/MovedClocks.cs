using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>Writes a due time that was moved by an extension (延期): rare, so one statement each.</summary>
static class MovedClocks
{
    public static void Update(Work work, IEnumerable<Clock> clocks)
    {
        foreach (var clock in clocks)
            work.Later(Move, new
            {
                clock.Due, clock.Extended, boundedBy = clock.BoundedBy?.ToWireName(), id = clock.Id.Value,
            });
    }

    const string Move = 
        "update clock set due = @Due, extended = @Extended, bounded_by = @boundedBy where id = @id";
}
