using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>Finds the case that an event of Intake's is about.</summary>
static class FollowedCase
{
    /// <summary>The case, locked; null when this event of Intake's, or a newer one, was followed before.</summary>
    /// <exception cref="TooEarlyException">The case has not been routed yet.</exception>
    public static async Task<RoutedCase?> Load(Work work, ICaseEvent because)
    {
        var args = new { because.Head.CaseId, because.Head.Version };
        var routed = await work.Find<RoutedCase>(Select, args)
            ?? throw new TooEarlyException(
                $"{because.GetType().Name} of {because.Head.CaseNumber}, which is not routed yet.");
        return await work.Execute(Advance, args) == 0 ? null : routed;
    }

    /// <summary>The lead ticket in force, with its case.</summary>
    public static async Task<HeldTicket?> Lead(Work work, CaseId caseId) =>
        await work.Find<Row>(SelectLead, new { of = caseId }) is { } lead ? await HeldTicket.Any(work, lead.Id) : null;

    sealed record Row(TicketId Id);

    const string Select = $"select {RoutedCase.Columns} from routed_case c where c.case_id = @CaseId for update";

    const string Advance =
        "update routed_case set intake_version = @Version where case_id = @CaseId and intake_version < @Version";

    const string SelectLead = """
        select id from ticket where case_id = @of and role = 'lead' and status <> 'returned' order by hop desc,
        id desc limit 1
        """;
}
