namespace Dispatch.Contracts;

/// <summary>One organisation's ticket as it was dispatched.</summary>
/// <param name="Officer">Who is on duty there and has room for it; null where no roster says so.</param>
public sealed record DispatchedTicket(TicketId Id, OrganisationId Organisation, string OrganisationName,
    TicketRole Role, AccountId? Officer = null, string? OfficerName = null);

/// <summary>An organisation that reads the case without a ticket on it (抄送).</summary>
public sealed record CopiedOrganisation(OrganisationId Id, string Name);

/// <summary>Who must stand back from a case (回避). Source: 信访工作条例 §28, §30.</summary>
/// <param name="Against">The organisation complained of: cannot read the case.</param>
/// <param name="Below">Those below it: cannot read it either.</param>
/// <param name="Superior">May handle the case, and must not learn who complains.</param>
public sealed record RecusedOrganisations(
    OrganisationId Against, IReadOnlyList<OrganisationId> Below, OrganisationId? Superior);

/// <summary>
/// It was decided who must act: exactly one lead, any number assisting. One event per decision, so that a case never
/// has tickets half announced.
/// </summary>
/// <param name="Hop">1 for the first dispatch, 2 after one upheld return, and so on.</param>
/// <param name="Replaces">
/// The ticket that an upheld return or a failed mediation ended; null on the first dispatch.
/// </param>
/// <param name="Matter">The matter that the case was taken for.</param>
/// <param name="Copies">The county of a township that leads. Source: 北京市接诉即办工作条例 §12.</param>
/// <param name="Recused">Null when nobody is complained of.</param>
/// <param name="Centre">Which centre watches over the handling; null in events that did not name it yet.</param>
/// <param name="Backstop">True where nobody else can be fixed, and the centre takes it as its own (兜底).</param>
public sealed record CaseDispatched(
    EventHead Head, DispatchedTicket Lead, IReadOnlyList<DispatchedTicket> Assisting, MatterId? Matter,
    string? MatterName, Urgency Urgency, CaseKind Kind, Place Place, int Hop, TicketId? Replaces,
    IReadOnlyList<Reason> Reasons, IReadOnlyList<CopiedOrganisation>? Copies = null,
    RecusedOrganisations? Recused = null, OrganisationId? Centre = null, bool? Backstop = null) : ICaseEvent;

/// <summary>No owner could be named by rule; the centre holds the case until it decides.</summary>
/// <param name="Holder">The centre that holds it.</param>
public sealed record CaseUndecided(
    EventHead Head, OrganisationId Holder, string HolderName, Urgency Urgency, CaseKind Kind, Place Place,
    IReadOnlyList<Reason> Reasons, RecusedOrganisations? Recused = null) : ICaseEvent;

/// <summary>The organisation took the ticket in hand (签收).</summary>
public sealed record TicketClaimed(EventHead Head, TicketId TicketId, TicketRole Role, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>The handler spoke with the petitioner (首次联系).</summary>
public sealed record PetitionerContacted(
    EventHead Head, TicketId TicketId, DateTimeOffset ContactedAt, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The organisation says the matter is not its duty (退单); the arbiter must rule.</summary>
/// <param name="Centre">Whose arbiter must rule.</param>
/// <param name="Duty">The matter whose duty entry it cites.</param>
public sealed record ReturnAsked(
    EventHead Head, TicketId TicketId, ReturnId ReturnId, ReturnReason Reason, OrganisationId? Suggested,
    IReadOnlyList<Reason> Reasons, OrganisationId? Centre = null, MatterId? Duty = null) : ICaseEvent;

/// <summary>
/// The arbiter ruled (裁定). Upheld: a <see cref="CaseDispatched"/> follows. Rejected: the ticket is bound.
/// </summary>
/// <param name="Matter">The matter whose duty decides.</param>
/// <param name="Precedent">What the ruling is kept as; null when the centre takes the case itself.</param>
public sealed record ReturnRuled(
    EventHead Head, TicketId TicketId, ReturnId ReturnId, bool Upheld, OrganisationId? To,
    IReadOnlyList<Reason> Reasons, MatterId? Matter = null, PrecedentId? Precedent = null) : ICaseEvent;

/// <summary>An organisation replied with what was done (办结回复); the lead's reply is audited next.</summary>
/// <param name="PublicAnswer">What the petitioner may read.</param>
/// <param name="Unfinished">The assistants that had not yet reported when the lead replied.</param>
public sealed record TicketReplied(
    EventHead Head, TicketId TicketId, TicketRole Role, Outcome Outcome, string PublicAnswer,
    IReadOnlyList<Reason> Reasons, IReadOnlyList<UnfinishedAssistant>? Unfinished = null) : ICaseEvent;

/// <param name="Late">Its claim or its reply was overdue.</param>
public sealed record UnfinishedAssistant(TicketId TicketId, OrganisationId Organisation, bool Late);

/// <summary>
/// The centre audited the lead's reply (审核). Failed: the ticket is in hand again, the gaps are the reasons.
/// </summary>
public sealed record ReplyAudited(
    EventHead Head, TicketId TicketId, bool Passed, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>
/// The lead ticket is in hand again because the case was reopened (重办); it is bound to the same owner.
/// </summary>
public sealed record TicketReopened(
    EventHead Head, TicketId TicketId, int Round, Urgency Urgency, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>Nothing more is owed on this ticket: the case was archived, or the lead's reply passed its audit.</summary>
public sealed record TicketClosed(EventHead Head, TicketId TicketId, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>A dispute goes to a mediation organisation, which holds the lead ticket meanwhile.</summary>
/// <param name="Recused">Null when nobody is complained of.</param>
public sealed record CaseRoutedToMediation(
    EventHead Head, TicketId TicketId, OrganisationId Organisation, string OrganisationName, MediationKind Kind,
    string Text, Place Place, IReadOnlyList<Reason> Reasons, RecusedOrganisations? Recused = null) : ICaseEvent;

/// <summary>An organisation as the catalogue names it.</summary>
public sealed record CatalogueOrganisation(
    OrganisationId Id, string Name, OrganisationKind Kind, Level Level, JurisdictionId Jurisdiction,
    OrganisationId? Parent);
