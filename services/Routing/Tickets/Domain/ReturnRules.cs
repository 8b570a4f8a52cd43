using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Tickets.Domain;

/// <summary>What a return cites: whose duty it is, by which rule, and who should have it instead.</summary>
public sealed record Citation(MatterRow? Duty, string? Basis, OrganisationRow? Suggested)
{
    public IEnumerable<Reason> Reasons
    {
        get
        {
            if (Duty is not null)
                yield return new("cited_duty", $"援引事项“{Duty.Name}”（{Duty.Code}），依据{Basis}。");
            if (Suggested is not null)
                yield return new("suggested_owner", $"建议由{Suggested.Name}办理。");
        }
    }
}

/// <summary>The last ruling on a case, as far as an objection to it needs to know.</summary>
/// <param name="Organisation">Who had returned the ticket.</param>
/// <param name="Accepted">Whoever it names has replied since, and so has accepted it.</param>
/// <param name="Objected">An objection was made on this case before.</param>
public sealed record Ruling(
    ReturnId Id, OrganisationId Organisation, bool Upheld, OrganisationId? RuledTo, DateTimeOffset RuledAt,
    AccountId RuledBy, bool Accepted = false, bool Objected = false);

/// <summary>
/// What a return must cite, what a ruling (退单裁定) rests on and whom it may name, who may object. What both do to the
/// ticket: <see cref="Ticket.AskReturn"/>, <see cref="Ticket.DecideReturn"/>.
/// </summary>
public static class ReturnRules
{
    /// <summary>Our own choice: as long as the commonest window for a return.</summary>
    public static readonly TimeSpan ObjectionWindow = TimeSpan.FromHours(24);

    /// <summary>
    /// Checks what a return or an objection cites. It must name the matter, the legal basis (else the duty list's) and
    /// who should have the case instead, unless the reason is that the report is unclear.
    /// </summary>
    public static Result<Citation> Cite(
        CatalogueIndex catalogue, OrganisationId self, ReturnReason reason, MatterId? duty, string? basis,
        OrganisationId? suggested)
    {
        var must = reason != ReturnReason.Unclear;
        MatterRow? cited = null;
        if (duty is { } code && (cited = Leaf(catalogue, code)) is null)
            return UnknownMatter;
        if (cited is null && must)
            return new Refusal(
                RefusalKind.Invalid, "duty_missing", "请写明依据哪一项事项的职责退单。", "Cite the matter whose duty it is.", "duty");
        basis = Given(basis) ?? (cited is null ? null : BasisOf(catalogue, cited));
        if (basis is null && must)
            return new Refusal(
                RefusalKind.Invalid, "basis_missing", "权责清单没有写明该事项的依据，请写明法律条款或职责清单依据。",
                "The duty list gives no basis for this matter; name the article or the list.", "basis");
        if (suggested is null)
            return must
                ? new Refusal(
                    RefusalKind.Invalid, "suggestion_missing", "请建议应由哪个单位办理。", "Suggest whose it is instead.",
                    "suggested")
                : new Citation(cited, basis, null);
        if (suggested == self)
            return new Refusal(
                RefusalKind.Invalid, "suggests_itself", "不能建议由本单位办理，请选择其他单位。",
                "A return cannot suggest the same organisation; choose another.", "suggested");
        return OrganisationChoice.Choose(catalogue, suggested.Value, null, TicketRole.Lead, "suggested")
            .Accepted(out var other, out var unknown) ? new Citation(cited, basis, other) : unknown;
    }

    /// <summary>
    /// The matter whose duty decides: the one that the ruling names, else the case's own, so that the precedent holds
    /// for the next case of its kind, else the one that the return cites.
    /// </summary>
    public static Result<MatterRow> Matter(CatalogueIndex catalogue, MatterId? given, MatterId? ofCase, MatterId? cited)
    {
        if (given is { } code)
            return Leaf(catalogue, code) is { } chosen ? chosen : UnknownMatter;
        foreach (var one in new[] { ofCase, cited })
        {
            if (one is { } known && Leaf(catalogue, known) is { } matter)
                return matter;
        }
        return new Refusal(
            RefusalKind.Invalid, "duty_missing", "请写明裁定所依据的事项。", "Name the matter whose duty decides it.", "duty");
    }

    /// <summary>The article that the duty list gives for the matter, the lead's first.</summary>
    public static string? BasisOf(CatalogueIndex catalogue, MatterRow matter) =>
        catalogue.Duties(matter.Code).OrderBy(d => d.Role).Select(d => Given(d.Basis))
            .FirstOrDefault(basis => basis is not null);

    /// <summary>
    /// Only the organisation that the ruling gives the case to, or leaves it with, may object (异议): within the window,
    /// once for a case, and not where the centre itself has taken the case.
    /// </summary>
    public static Refusal? MayObject(Ticket ticket, Ruling? ruling, DateTimeOffset now)
    {
        if (ruling is null || (ruling.Upheld ? ruling.RuledTo : ruling.Organisation) != ticket.Organisation
            || ticket.Role != TicketRole.Lead || ticket.Hop > Ticket.MostHops)
            return new(
                RefusalKind.Conflict, "nothing_to_object_to", "没有针对本单位的退单裁定，不能提出异议。",
                "No ruling names your organisation on this ticket; there is nothing to object to.");
        if (ticket.Status is not (TicketStatus.Dispatched or TicketStatus.Claimed))
            return new(
                RefusalKind.Conflict, "ticket_not_in_hand", "该派遣单不在办理中，不能提出异议。",
                "This ticket is not in hand; no objection can be made.");
        if (ruling.Accepted)
            return new(
                RefusalKind.Conflict, "ruling_accepted", "本单位已按裁定办理回复，视为接受裁定，不能再提出异议。",
                "Your organisation has replied since the ruling, and so has accepted it.");
        if (now > ruling.RuledAt + ObjectionWindow)
            return new(
                RefusalKind.Conflict, "objection_window_closed",
                $"异议期限已于{ChinaTime.Moment(ruling.RuledAt + ObjectionWindow)}届满，请按裁定办理。",
                "The time for an objection is over; handle the ticket as ruled.");
        return ruling.Objected
            ? new(
                RefusalKind.Conflict, "objection_made", "本件已提出过异议，一件诉求只能提出一次，请按裁定办理。",
                "An objection was made on this case, and there is but one; handle it as ruled.")
            : null;
    }

    /// <summary>Until when the organisation may object; null when it may not.</summary>
    public static DateTimeOffset? ObjectUntil(Ticket ticket, Ruling? ruling, DateTimeOffset now) =>
        MayObject(ticket, ruling, now) is null ? ruling!.RuledAt + ObjectionWindow : null;

    public static readonly Refusal UnknownMatter = new(
        RefusalKind.Invalid, "unknown_matter", "事项清单中没有这个具体事项，请重新选择。",
        "No such leaf in the matter catalogue; choose another.", "duty");

    static MatterRow? Leaf(CatalogueIndex catalogue, MatterId code) =>
        catalogue.Matter(code) is { Level: MatterRow.Leaf } leaf ? leaf : null;

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>
    /// The organisation that has the case after a ruling: on a rejected return, the one that has it now.
    /// </summary>
    public static Result<OrganisationRow> AfterRuling(
        CatalogueIndex catalogue, Ticket ruled, bool upheld, OrganisationId? to, MatterRow? matter,
        JurisdictionId place, Circumstances? under = null) =>
        upheld ? AfterReturn(catalogue, ruled, to, matter, place, under)
            : UnlessShielded(CurrentHolder(catalogue, ruled, place), matter, under);

    // A rejected return leaves the case where it is, unless the shield (减负) forbids the ruled matter there.
    static Result<OrganisationRow> UnlessShielded(OrganisationRow same, MatterRow? matter, Circumstances? under) =>
        matter is not null && OrganisationChoice.Forbidden(matter, same, under) is { } no
            ? no with { Field = "duty" } : same;

    /// <summary>
    /// The organisation that has the case after the decision on an objection: the centre itself if an upheld one
    /// names nobody.
    /// </summary>
    public static Result<OrganisationRow> AfterObjection(
        CatalogueIndex catalogue, Ticket objected, bool upheld, OrganisationId? to, MatterRow matter,
        JurisdictionId place, Circumstances? under = null)
    {
        if (!upheld)
            return CurrentHolder(catalogue, objected, place);
        return to is null ? Recusal.Centre(catalogue, place, under?.Against)!
            : to == objected.Organisation ? SameOrganisation
            : OrganisationChoice.Choose(catalogue, to.Value, matter, TicketRole.Lead, "to", under);
    }

    // An organisation that is no longer listed still owes what it was given; the centre answers for it.
    static OrganisationRow CurrentHolder(CatalogueIndex catalogue, Ticket ticket, JurisdictionId place) =>
        catalogue.Organisation(ticket.Organisation) ?? catalogue.Centre(place)!;

    static readonly Refusal SameOrganisation = new(
        RefusalKind.Invalid, "same_organisation", "退单成立后不能再派给原单位，请选择其他单位。",
        "An upheld return cannot go back to the same organisation; choose another.", "to");

    /// <summary>Where an upheld return goes: to the arbiter's choice, or after two hops to the centre itself.</summary>
    public static Result<OrganisationRow> AfterReturn(
        CatalogueIndex catalogue, Ticket returned, OrganisationId? to, MatterRow? matter, JurisdictionId place,
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
            : OrganisationChoice.Choose(catalogue, choice, matter, TicketRole.Lead, "to", under);
    }
}
