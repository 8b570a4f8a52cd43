namespace Dispatch.Routing.Domain;

/// <summary>What else bears on a person's choice: exceptions from the shield, and whom the complaint is of.</summary>
public sealed record Circumstances(
    Standing Standing, JurisdictionId Place, DateTimeOffset At, OrganisationId? Against);

/// <summary>Whether a person's choice of an organisation can stand.</summary>
public static class Choosing
{
    /// <param name="matter">What the case was taken to be, if that is known.</param>
    public static Result<OrganisationRow> Choose(
        Catalogue catalogue, OrganisationId choice, MatterRow? matter, TicketRole role, string field,
        Circumstances? under = null)
    {
        if (catalogue.Organisation(choice) is not { } organisation)
        {
            return new Refusal(
                RefusalKind.Invalid, "unknown_organisation", "单位清单中没有这个单位，请重新选择。",
                "No such organisation is listed; choose another.", field);
        }
        if (Recusal.Touches(catalogue, choice, under?.Against))
        {
            return new Refusal(
                RefusalKind.Invalid, "recused", Say.Recused(organisation).Text + "请选择其他单位。",
                "It is complained of, or stands under the organisation complained of; choose another.", field);
        }
        return matter is not null && Forbidden(matter, organisation, under, role) is { } no
            ? no with { Field = field } : organisation;
    }

    // The grass-roots shield (减负), where no live exception opens it.
    static Refusal? Forbidden(
        MatterRow matter, OrganisationRow organisation, Circumstances? under, TicketRole role = TicketRole.Lead) =>
        Owners.Shielded(matter, organisation, role)
            && under?.Standing.Overrides.For(matter, organisation, under.Place, under.At) is null
            ? new(
                RefusalKind.Invalid, "shield", Say.Shield(matter, organisation).Text,
                "This matter may not be put upon so low a level; choose a department.")
            : null;

    /// <summary>Whom a ruling names: on a rejected return whoever has it.</summary>
    public static Result<OrganisationRow> AfterRuling(
        Catalogue catalogue, Ticket ruled, bool upheld, OrganisationId? to, MatterRow? matter, JurisdictionId place,
        Circumstances? under = null) =>
        upheld ? AfterReturn(catalogue, ruled, to, matter, place, under)
            : Bound(Stays(catalogue, ruled, place), matter, under);

    // A ruling does not put upon the grass roots what the shield keeps from them.
    static Result<OrganisationRow> Bound(OrganisationRow same, MatterRow? matter, Circumstances? under) =>
        matter is not null && Forbidden(matter, same, under) is { } no ? no with { Field = "duty" } : same;

    /// <summary>Whom the decision on an objection names: the centre itself when it names nobody.</summary>
    public static Result<OrganisationRow> AfterObjection(
        Catalogue catalogue, Ticket objected, bool upheld, OrganisationId? to, MatterRow matter, JurisdictionId place,
        Circumstances? under = null)
    {
        if (!upheld)
            return Stays(catalogue, objected, place);
        return to is null ? Recusal.Centre(catalogue, place, under?.Against)!
            : to == objected.Organisation ? SameOrganisation
            : Choose(catalogue, to.Value, matter, TicketRole.Lead, "to", under);
    }

    // An organisation that is no longer listed still owes what it was given; the centre answers for it.
    static OrganisationRow Stays(Catalogue catalogue, Ticket ticket, JurisdictionId place) =>
        catalogue.Organisation(ticket.Organisation) ?? catalogue.Centre(place)!;

    static readonly Refusal SameOrganisation = new(
        RefusalKind.Invalid, "same_organisation", "退单成立后不能再派给原单位，请选择其他单位。",
        "An upheld return cannot go back to the same organisation; choose another.", "to");

    /// <summary>Where an upheld return goes: to the arbiter's choice, or after two hops to the centre itself.</summary>
    public static Result<OrganisationRow> AfterReturn(
        Catalogue catalogue, Ticket returned, OrganisationId? to, MatterRow? matter, JurisdictionId place,
        Circumstances? under = null)
    {
        if (returned.Hop >= Ticket.MostHops)
            return Recusal.Centre(catalogue, place, under?.Against)!;
        if (to is not { } choice)
        {
            return new Refusal(
                RefusalKind.Invalid, "to_missing", "退单成立时请选择应由哪个单位办理。", "Choose whose it is when the return is upheld.",
                "to");
        }
        return choice == returned.Organisation
            ? SameOrganisation
            : Choose(catalogue, choice, matter, TicketRole.Lead, "to", under);
    }
}
