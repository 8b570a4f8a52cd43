using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Tickets;

/// <summary>A ticket as lists show it.</summary>
/// <param name="Officer">Who of the organisation has it; null where no roster says so.</param>
/// <param name="ReplyDue">UTC; null until the clock is known.</param>
/// <param name="ReturnUntil">The last instant for a return.</param>
/// <param name="Extendable">By how many working days the reply can be extended; null until the clock is known.</param>
public sealed record TicketItem(
    TicketId Id, CaseNumber CaseNumber, CaseId CaseId, string Text, CaseKind Kind, Urgency Urgency, MatterId? Matter,
    string? MatterName, OrganisationId Organisation, string OrganisationName, TicketRole Role, TicketStatus Status,
    int Hop, bool Bound, Colour Colour, DateTimeOffset? ClaimDue, DateTimeOffset? ReplyDue, DateTimeOffset DispatchedAt,
    DateTimeOffset? ClaimedAt, JurisdictionId Jurisdiction, string? Address, IReadOnlyList<Reason> Reasons,
    DateTimeOffset? ReturnUntil, int? Extendable, AccountId? Officer = null, string? OfficerName = null)
{
    /// <summary>What the caller may do next with it; empty in lists that only show.</summary>
    public required IReadOnlyList<NextAction> Actions { get; init; } = [];

    /// <summary>Columns of <c>ticket t</c> and <c>routed_case c</c>; the organisation's name comes later.</summary>
    public static readonly string Columns = Select("c.text", "c.address", "t.reasons");

    /// <summary>The same columns in the record's order, with other SQL expressions for these three.</summary>
    public static string Select(string text, string address, string reasons) => $"""
        t.id, c.case_number, c.case_id, {text} as text, c.kind, c.urgency, c.matter, c.matter_name, t.organisation,
        t.organisation as organisation_name, t.role, t.status, t.hop, t.bound, t.colour, t.claim_due,
        nullif(t.reply_due, 'infinity') as reply_due, t.dispatched_at, t.claimed_at, t.jurisdiction,
        {address} as address, {reasons} as reasons, t.return_until, t.extendable, t.officer, t.officer_name
        """;

    public TicketItem Named(CurrentCatalogue catalogue) =>
        this with { OrganisationName = catalogue.Value.Organisation(Organisation)?.Name ?? OrganisationName };

    /// <summary>Which rows of <c>ticket t</c> the caller sees.</summary>
    internal static readonly CaseVisibility Visibility = Dispatching.Visibility.OfTicket("t");
}
