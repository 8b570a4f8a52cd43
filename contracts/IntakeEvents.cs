namespace Dispatch.Contracts;

/// <summary>Where it happened: the incident's place, never the petitioner's home.</summary>
/// <param name="Jurisdiction">The grid, village, township or county, as exactly as it is known.</param>
public sealed record Place(JurisdictionId Jurisdiction, string? Address, double? Latitude, double? Longitude);

/// <summary>
/// A report was accepted and has become a case; the citizen clock runs from <paramref name="ReportedAt"/>.
/// </summary>
/// <param name="Text">What happened, scrubbed of telephone, identity-card and bank-card numbers.</param>
/// <param name="Matter">As the operator chose it; null leaves it to Routing.</param>
/// <param name="Against">The organisation complained of (被投诉单位), which never gets the case.</param>
public sealed record CaseRegistered(
    EventHead Head, Channel Channel, CaseKind Kind, Urgency Urgency, string Text, Place Place, MatterId? Matter,
    DateTimeOffset ReportedAt, IReadOnlyList<Reason> Reasons, OrganisationId? Against = null) : ICaseEvent;

/// <summary>The hotline spoke to the petitioner, or tried to, after the reply (回访).</summary>
/// <param name="Reached">False when nobody answered.</param>
/// <param name="Contacted">
/// Whether the organisation had contacted the petitioner, as he says; null when not said.
/// </param>
/// <param name="Solved">What the petitioner says; null when not reached.</param>
/// <param name="Attempt">Which call of this round it is, from 1.</param>
public sealed record PetitionerCalledBack(
    EventHead Head, bool Reached, bool? Contacted, bool? Solved, int Attempt,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The petitioner rated the handling (好差评).</summary>
/// <param name="Rated">The organisation that led the case.</param>
public sealed record CaseRated(EventHead Head, RatingLevel Level, OrganisationId? Rated, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>A bad callback or rating sent the case back to the same owner (重办).</summary>
/// <param name="Round">1 for the first reopening.</param>
public sealed record CaseReopened(EventHead Head, int Round, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The case is at its end; the citizen clock stops.</summary>
public sealed record CaseArchived(EventHead Head, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>
/// The centre decided what becomes of a case that its petitioner calls unsolved although the law fixes its outcome, or
/// after two reopenings. Reopen: a <see cref="CaseReopened"/> follows. Explain: a <see cref="CaseArchived"/>, unless
/// the case is archived already. Suspend: the case stays open and the centre decides again at the review.
/// </summary>
/// <param name="PublicAnswer">What the petitioner may read.</param>
/// <param name="ReviewAt">Suspend: UTC; the citizen clock runs on.</param>
public sealed record UnsolvedCaseDecided(
    EventHead Head, CentreDecision Decision, string PublicAnswer, DateTimeOffset? ReviewAt,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;
