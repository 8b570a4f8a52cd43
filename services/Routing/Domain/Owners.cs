namespace Dispatch.Routing.Domain;

/// <summary>Who owes a matter at a place, by the duty catalogue.</summary>
/// <param name="Lead">Null when none can be named; the last reason then says why.</param>
/// <param name="By">The duty that names the lead.</param>
/// <param name="Under">The exceptions from the shield by which lead or assistants may have it.</param>
/// <param name="Recused">A lead stands back because the complaint is of itself or its superior.</param>
public sealed record Owners(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, IReadOnlyList<Reason> Reasons, DutyRow? By,
    IReadOnlyList<OverrideUse> Under, bool Recused = false)
{
    /// <summary>
    /// Resolves the catalogue's owners for the question's place; the grass-roots shield (减负) holds for each.
    /// </summary>
    public static Owners Of(Standing standing, MatterRow matter, JurisdictionRow place, Question question)
    {
        var reasons = new List<Reason>();
        var assisting = new List<OrganisationRow>();
        var under = new List<OverrideUse>();
        OrganisationRow? lead = null;
        DutyRow? by = null;
        var recused = false;
        foreach (var duty in standing.Catalogue.Duties(matter.Code))
        {
            if (duty.Jurisdiction is { } within && !Catalogue.Within(question.Place, within))
                continue;
            if (duty.Role == TicketRole.Lead && lead is not null)
                continue;
            var resolved = Resolved.Of(standing, duty.Owner, matter, duty.Role, place, question);
            if (resolved.Owner is not { } owner)
            {
                // An assistant who cannot be named is left out; a lead is the reason to ask the centre.
                if (duty.Role == TicketRole.Lead && resolved.Why is not null)
                    reasons.Add(resolved.Why);
                recused |= duty.Role == TicketRole.Lead && resolved.Recused;
                continue;
            }
            if (duty.Role == TicketRole.Lead)
                (lead, by) = (owner, duty);
            else if (owner.Code != lead?.Code && assisting.TrueForAll(a => a.Code != owner.Code))
                assisting.Add(owner);
            else
                continue;
            if (resolved.Under is { } exception)
                under.Add(new(exception.Id, owner.Code));
        }
        if (lead is null && question.MediationOver
            && assisting.Find(a => a.Kind == OrganisationKind.Department) is { } promoted)
        {
            assisting.Remove(promoted);
            return new(promoted, assisting, [.. reasons, Say.AfterMediation(promoted)], null, under);
        }
        if (lead is null)
            return new(null, assisting, reasons.Count > 0 ? reasons : [Say.NoDuty(matter)], null, under, recused);

        reasons.Add(Say.DutyCatalogue(matter, by!, lead));
        if (PlaceRule.Is(by!.Owner))
            reasons.Add(Say.PlaceOfIncident(standing.Catalogue.NameOf(place), lead));
        if (lead.Kind == OrganisationKind.Mediation)
            reasons.Add(Say.Mediation(lead));
        if (assisting.Count > 0)
            reasons.Add(Say.Assisting(assisting));
        return new(lead, assisting, reasons, by, under);
    }

    /// <summary>
    /// True when the shield forbids this owner: what only the county's departments may handle goes to no township or
    /// village in any role, and nobody below the lowest level leads.
    /// </summary>
    public static bool Shielded(MatterRow matter, OrganisationRow owner, TicketRole role) =>
        matter.Lowest is { } lowest && owner.Level > lowest
        && (role == TicketRole.Lead || lowest <= Level.County);
}
