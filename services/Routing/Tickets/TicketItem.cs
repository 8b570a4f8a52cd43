using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Tickets;

/// <summary>A ticket as lists show it.</summary>
/// <param name="Officer">Who of the organisation has it; null where no roster says so.</param>
/// <param name="ReplyDue">UTC; null until the clock is known.</param>
/// <param name="ReturnUntil">The last instant for a return.</param>
/// <param name="Extendable">By how many working days the reply can be extended.</param>
public sealed record TicketItem(
    TicketId Id, CaseNumber CaseNumber, CaseId CaseId, string Text, CaseKind Kind, Urgency Urgency, MatterId? Matter,
    string? MatterName, OrganisationId Organisation, string OrganisationName, TicketRole Role, TicketStatus Status,
    int Hop, bool Bound, Colour Colour, DateTimeOffset? ClaimDue, DateTimeOffset? ReplyDue, DateTimeOffset DispatchedAt,
    DateTimeOffset? ClaimedAt, JurisdictionId Jurisdiction, string? Address, IReadOnlyList<Reason> Reasons,
    DateTimeOffset? ReturnUntil, int? Extendable, AccountId? Officer = null, string? OfficerName = null)
{
    /// <summary>
    /// The columns, of <c>ticket t</c> and <c>routed_case c</c>; the organisation's name comes later.
    /// </summary>
    public static readonly string Columns = Select("c.text", "c.address", "t.reasons");

    /// <summary>The same columns in the record's order, with these three put otherwise.</summary>
    public static string Select(string text, string address, string reasons) => $"""
        t.id, c.case_number, c.case_id, {text} as text, c.kind, c.urgency, c.matter, c.matter_name, t.organisation,
        t.organisation as organisation_name, t.role, t.status, t.hop, t.bound, t.colour, t.claim_due,
        nullif(t.reply_due, 'infinity') as reply_due, t.dispatched_at, t.claimed_at, t.jurisdiction,
        {address} as address, {reasons} as reasons, t.return_until, t.extendable, t.officer, t.officer_name
        """;

    public TicketItem Named(CurrentCatalogue catalogue) =>
        this with { OrganisationName = catalogue.Value.Organisation(Organisation)?.Name ?? OrganisationName };

    /// <summary>
    /// The rows this caller may see, as a condition on <c>ticket t</c>: an organisation's people their own, the
    /// centre's people those of their jurisdiction.
    /// </summary>
    public static string Scope(Actor actor) =>
        OfOrganisation(actor) ? Counted(actor) : $"{Counted(actor)} and {Visibility.Of("t")}";

    /// <summary>The rows that are counted for this caller, also those whose text is kept from him.</summary>
    public static string Counted(Actor actor) =>
        OfOrganisation(actor) ? "t.organisation = @Organisation" : "t.jurisdiction like @Scope";

    // An organisation has no ticket on a case that complains of it.
    static bool OfOrganisation(Actor actor) => actor.Role is Roles.Handler or Roles.Head or Roles.Mediator;
}
