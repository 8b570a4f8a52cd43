using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>A ticket and its case, loaded for a change: both rows are locked until the transaction ends.</summary>
public sealed record HeldTicket(Ticket Ticket, RoutedCase Case)
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "ticket_not_found", "没有这张派遣单，或不在您的单位。", "No such ticket is with your organisation.");

    sealed record Row(TicketId Id);

    /// <summary>A ticket of the caller's own organisation.</summary>
    public static Task<HeldTicket?> OfOrganisation(Work work, TicketId id, Actor actor) =>
        Load(work, "t.id = @id and t.organisation = @Organisation", new { id, actor.Organisation });

    /// <summary>A ticket within the caller's jurisdiction: for the centre's roles.</summary>
    public static Task<HeldTicket?> OfJurisdiction(Work work, TicketId id, Actor actor) =>
        Load(work, $"t.id = @id and {Visibility.OfTicket("t").SeenInJurisdiction}",
            new { id, actor.Scope, actor.Organisation });

    /// <summary>Any ticket: for what the platform itself does.</summary>
    public static Task<HeldTicket?> Any(Work work, TicketId id) => Load(work, "t.id = @id", new { id });

    /// <summary>What limits whom the case may go to next, beside its matter.</summary>
    public Circumstances Circumstances(RoutingPolicy policy, Work work) =>
        new(policy, Case.Jurisdiction, work.Now, Case.Against);

    /// <summary>With the ticket as it is after one more step of the case.</summary>
    public HeldTicket Then(Ticket ticket) => new(ticket, Case.Next());

    /// <summary>The head of the event that tells of the step just made.</summary>
    public EventHead Head(Work work, ActedBy by) => work.Head(Case.CaseId, Case.CaseNumber, Case.Version, by);

    // Every writer locks the case first and then the ticket, so that no two wait for each other in a circle, and reads
    // them only after that. One statement locks both: after a wait PostgreSQL reads again only the rows that it locks.
    static async Task<HeldTicket?> Load(Work work, string which, object args)
    {
        var locked = await work.Find<Row>(
            $"select t.id from ticket t join routed_case c using (case_id) where {which} for update of c, t", args);
        if (locked is not { } row)
            return null;
        var ticket = await work.Find<Ticket>(SelectTicket, row);
        var routed = await work.Find<RoutedCase>(SelectCase, row);
        return new(ticket!, routed!);
    }

    /// <summary>Saves the ticket's state and the case's version with the commit.</summary>
    public void Save(Work work)
    {
        work.Later(SaveVersion, new { of = Case.CaseId.Value, version = Case.Version });
        StoredTicket.Write(work, Ticket);
    }

    const string SelectTicket = $"select {StoredTicket.Columns} from ticket t where t.id = @Id";

    const string SelectCase =
        $"select {RoutedCase.Columns} from routed_case c join ticket t using (case_id) where t.id = @Id";

    const string SaveVersion = "update routed_case set version = @version where case_id = @of";
}
