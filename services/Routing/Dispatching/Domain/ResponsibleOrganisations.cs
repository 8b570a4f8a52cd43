using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Whose duty (权责) a matter is at a place, by the duty list.</summary>
/// <param name="Lead">Null when none can be named; the last reason then says why.</param>
/// <param name="By">The duty that names the lead; null also for one that assisted and leads after mediation.</param>
/// <param name="Exemptions">The exemptions from the shield without which lead or assistants could not act.</param>
/// <param name="Recused">True when there is no lead and one that the list names is recused (回避).</param>
public sealed record ResponsibleOrganisations(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, IReadOnlyList<Reason> Reasons, DutyRow? By,
    IReadOnlyList<ExemptionUse> Exemptions, bool Recused = false)
{
    /// <summary>
    /// The first lead and all assistants of the duty list that may act on the case: not excluded, not recused, and not
    /// forbidden by the grass-roots shield (减负). After a failed mediation without a lead, the first assisting
    /// department leads.
    /// </summary>
    /// <param name="place">The listed jurisdiction in which the case happened.</param>
    public static ResponsibleOrganisations Of(RoutingPolicy policy, MatterRow matter, JurisdictionRow place,
        Question question)
    {
        var reasons = new List<Reason>();
        var assisting = new List<OrganisationRow>();
        var exemptions = new List<ExemptionUse>();
        OrganisationRow? lead = null;
        DutyRow? by = null;
        var recused = false;
        foreach (var duty in policy.Catalogue.Duties(matter.Code))
        {
            if (duty.Jurisdiction is { } within && !question.Place.IsWithin(within))
                continue;
            if (duty.Role == TicketRole.Lead && lead is not null)
                continue;
            var resolved = OwnerResolution.Of(policy, duty.Owner, matter, duty.Role, place, question);
            if (resolved.Owner is not { } owner)
            {
                // An assistant that may not act is left out silently; for a lead the centre must know why.
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
            if (resolved.Exemption is { } exemption)
                exemptions.Add(new(exemption.Id, owner.Code));
        }
        if (lead is null && question.MediationOver
            && assisting.Find(a => a.Kind == OrganisationKind.Department) is { } promoted)
        {
            assisting.Remove(promoted);
            return new(promoted, assisting, [.. reasons, DecisionReasons.AfterMediation(promoted)], null, exemptions);
        }
        if (lead is null)
            return new(null, assisting, reasons.Count > 0 ? reasons : [DecisionReasons.NoDuty(matter)], null,
                exemptions, recused);

        reasons.Add(DecisionReasons.DutyCatalogue(matter, by!, lead));
        if (PlaceRule.Is(by!.Owner))
            reasons.Add(DecisionReasons.PlaceOfIncident(policy.Catalogue.Jurisdictions.NameOf(place), lead));
        if (lead.Kind == OrganisationKind.Mediation)
            reasons.Add(DecisionReasons.Mediation(lead));
        if (assisting.Count > 0)
            reasons.Add(DecisionReasons.Assisting(assisting));
        return new(lead, assisting, reasons, by, exemptions);
    }
}
