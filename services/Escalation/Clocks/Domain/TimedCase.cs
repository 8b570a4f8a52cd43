namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What Escalation knows of a case (诉求).</summary>
/// <param name="Version">How many events Escalation has published about it.</param>
/// <param name="Organisation">Who is accountable; null until Routing has decided.</param>
/// <param name="LeadTicket">The lead's ticket; null until dispatched, and while the centre holds the case.</param>
/// <param name="Colour">The worst colour of its running clocks.</param>
/// <param name="Running">How many clocks run: at least one as long as it is open.</param>
/// <param name="Followed">The version of Routing's last event that has been applied.</param>
/// <param name="SpokenAt">When the petitioner last answered a callback or rated.</param>
/// <param name="Recused">Who must not see it: codes with commas between, since no code holds one. Null: nobody.</param>
/// <param name="Centre">Which centre watches over it; null until Routing has named it.</param>
/// <param name="Rung">Where it stands on the ladder (提级), as the ladder last wrote.</param>
/// <param name="OnLadder">Somebody must act on a rung: what changes about the case is told to the ladder.</param>
/// <param name="Officer">Who has the lead's ticket in hand, as far as that is known.</param>
public sealed record TimedCase(
    CaseId CaseId, CaseNumber Number, int Version, JurisdictionId Jurisdiction, OrganisationId? Organisation,
    TicketId? LeadTicket, Urgency Urgency, CaseKind Kind, Colour Colour, Rung Rung, bool Open,
    DateTimeOffset ReportedAt, int Running, int Followed, DateTimeOffset? SpokenAt, string? Recused = null,
    OrganisationId? Centre = null, bool OnLadder = false, AccountId? Officer = null)
{
    /// <summary>
    /// The units that must stand back (回避), as the first decision names them. A centre that no other is above sees to
    /// a complaint of itself.
    /// </summary>
    public string? HiddenFrom(RecusedOrganisations? recused, OrganisationId? centre) =>
        recused is null || Organisation is not null ? Recused
            : string.Join(',', recused.Below.Prepend(recused.Against).Where(one => one != centre));

    /// <summary>With the place, grade and kind that Routing took it for.</summary>
    public TimedCase TakenFor(Place place, Urgency urgency, CaseKind kind) =>
        this with { Jurisdiction = place.Jurisdiction, Urgency = urgency, Kind = kind };
}
