namespace Dispatch.Routing.Domain;

/// <summary>Who owes a matter at a place, by the duty catalogue.</summary>
/// <param name="Lead">Null when none can be named; the last reason then says why.</param>
public sealed record Owners(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, IReadOnlyList<Reason> Reasons)
{
    /// <summary>
    /// Resolves the catalogue's owners for the question's place; the grass-roots shield (减负) holds for each.
    /// </summary>
    public static Owners Of(Catalogue catalogue, MatterRow matter, JurisdictionRow place, Question question)
    {
        var reasons = new List<Reason>();
        var assisting = new List<OrganisationRow>();
        OrganisationRow? lead = null;
        DutyRow? by = null;
        foreach (var duty in catalogue.Duties(matter.Code).OrderBy(d => d.Role))
        {
            if (Resolve(catalogue, matter, place, duty, question, out var why) is not { } owner)
            {
                // An assistant who cannot be named is left out; a lead is the reason to ask the centre.
                if (duty.Role == TicketRole.Lead && why is not null)
                    reasons.Add(why);
            }
            else if (duty.Role == TicketRole.Lead && lead is null)
                (lead, by) = (owner, duty);
            else if (owner.Code != lead?.Code && assisting.TrueForAll(a => a.Code != owner.Code))
                assisting.Add(owner);
        }
        if (lead is null && question.MediationOver
            && assisting.Find(a => a.Kind == OrganisationKind.Department) is { } promoted)
        {
            assisting.Remove(promoted);
            return new(promoted, assisting, [.. reasons, Say.AfterMediation(promoted)]);
        }
        if (lead is null)
            return new(null, assisting, reasons.Count > 0 ? reasons : [Say.NoDuty(matter)]);

        reasons.Add(Say.DutyCatalogue(matter, by!, lead));
        if (PlaceRule.Is(by!.Owner))
            reasons.Add(Say.PlaceOfIncident(catalogue.NameOf(place), lead));
        if (lead.Kind == OrganisationKind.Mediation)
            reasons.Add(Say.Mediation(lead));
        if (assisting.Count > 0)
            reasons.Add(Say.Assisting(assisting));
        return new(lead, assisting, reasons);
    }

    /// <summary>
    /// True when the shield forbids this owner: what only the county's departments may handle goes to no township or
    /// village in any role, and nobody below the lowest level leads.
    /// </summary>
    public static bool Shielded(MatterRow matter, OrganisationRow owner, TicketRole role) =>
        matter.Lowest is { } lowest && owner.Level > lowest
        && (role == TicketRole.Lead || lowest <= Level.County);

    static OrganisationRow? Resolve(
        Catalogue catalogue, MatterRow matter, JurisdictionRow place, DutyRow duty, Question question, out Reason? why)
    {
        var owner = duty.Owner switch
        {
            PlaceRule.Township => OfPlace(catalogue, OrganisationKind.Township, Level.Township, place, out why),
            PlaceRule.Village => OfPlace(catalogue, OrganisationKind.Village, Level.Village, place, out why),
            PlaceRule.Mediation => OfMediation(catalogue, matter, place, out why),
            var code => Listed(catalogue, new(code), matter, out why),
        };
        if (owner is null || (question.MediationOver && owner.Kind == OrganisationKind.Mediation))
            return null;
        if (Shielded(matter, owner, duty.Role))
            why = Say.Shield(matter, owner);
        else if (question.Excluded.Contains(owner.Code))
            why = Say.Excluded(owner);
        return why is null ? owner : null;
    }

    static OrganisationRow? Listed(Catalogue catalogue, OrganisationId code, MatterRow matter, out Reason? why)
    {
        var owner = catalogue.Organisation(code);
        why = owner is null ? Say.NoDuty(matter) : null;
        return owner;
    }

    static OrganisationRow? OfPlace(
        Catalogue catalogue, OrganisationKind kind, Level level, JurisdictionRow place, out Reason? why)
    {
        var around = catalogue.Around(place, level);
        var owner = around is null ? null : catalogue.Nearest(kind, around.Code);
        why = (around, owner) switch
        {
            (null, _) => Say.PlaceTooCoarse(catalogue.NameOf(place), level),
            (_, null) => Say.NoPlaceOwner(catalogue.NameOf(place), level),
            _ => null,
        };
        return owner;
    }

    // A place that is known only to the county, or a matter for the county, goes to the county's mediation centre.
    static OrganisationRow? OfMediation(Catalogue catalogue, MatterRow matter, JurisdictionRow place, out Reason? why)
    {
        var from = matter.Lowest <= Level.County ? catalogue.Around(place, Level.County) ?? place : place;
        var owner = catalogue.Nearest(OrganisationKind.Mediation, from.Code);
        why = owner is null ? Say.NoPlaceOwner(catalogue.NameOf(place), Level.Township) : null;
        return owner;
    }
}
