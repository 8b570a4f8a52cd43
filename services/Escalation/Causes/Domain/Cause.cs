namespace Dispatch.Escalation.Causes.Domain;

/// <summary>Something that lifts a case on the ladder (提级事由).</summary>
/// <param name="Key">
/// What it is, such as <c>clock/…/red</c>: however often it is told of a case, it counts once.
/// </param>
/// <param name="Kind">Null: the case has changed, and its rung must be looked at again.</param>
/// <param name="Organisation">Whose default it is; null: that of whoever is accountable for the case.</param>
/// <param name="To">To this rung at least, whatever the policy says.</param>
/// <param name="Traceparent">The trace in which it came up.</param>
public sealed record Cause(
    CaseId CaseId, string Key, LiftCause? Kind, OrganisationId? Organisation, TicketId? TicketId, ClockId? ClockId,
    Rung? To, IReadOnlyList<Reason> Reasons, string? Traceparent, DateTimeOffset At)
{
    /// <summary>The case has changed since: a rule of the ladder may let it down.</summary>
    public static Cause Changed(CaseId id, string key, DateTimeOffset at) =>
        new(id, "changed/" + key, null, null, null, null, null, [], null, at);

    /// <summary>Of a case as a whole.</summary>
    public static Cause Of(CaseId id, string key, LiftCause kind, DateTimeOffset at, params Reason[] reasons) =>
        new(id, key, kind, null, null, null, null, reasons, null, at);

    /// <summary>
    /// What a whistle or an order gives the ladder to act on, for each of its cases: a department that did not come, an
    /// order that was not obeyed.
    /// </summary>
    public static IEnumerable<Cause> Of(IPressureEvent told)
    {
        (LiftCause Kind, OrganisationId Defaulter, string Key)? found = told switch
        {
            DepartmentAbsent e => (LiftCause.WhistleUnanswered, e.Organisation,
                $"whistle/{e.Whistle.Id}/{e.Organisation}"),
            OrderTermMissed { Clock: ClockKind.Acknowledgement or ClockKind.Order } e =>
                (LiftCause.OrderUnanswered, e.Order.Organisation, $"order/{e.Order.Id}/{e.Clock.ToWireName()}"),
            OrderClimbed e => (LiftCause.OrderUnanswered, e.Order.Organisation, $"order/{e.Order.Id}/climbed"),
            _ => null,
        };
        return found is not { } one ? [] : told.Cases.Select(on => new Cause(
            on.Id, one.Key, one.Kind, one.Defaulter, null, null, null, told.Reasons, null,
            told.Head.OccurredAt.ToUniversalTime()));
    }
}
