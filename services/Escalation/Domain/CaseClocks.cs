namespace Dispatch.Escalation.Domain;

/// <summary>
/// A case with its clocks, and what each event does to them. Routing's events are applied in the order in which it
/// decided them, gap by gap; an event that builds on one not yet seen says so and changes nothing. So the order of
/// arrival does not matter.
/// </summary>
public sealed partial class CaseClocks(Terms terms, PressuredCase state, IEnumerable<Clock> known)
{
    // Longer than any redelivery: what Routing has not sent by then will not come, and its later events count for
    // themselves.
    static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    readonly ClockSet clocks = new(known);

    public PressuredCase Case { get; private set; } = state;

    public IReadOnlyList<Clock> Clocks => clocks.All;

    /// <summary>Counts one more event that Escalation publishes about the case.</summary>
    public int NextVersion()
    {
        Case = Case with { Version = Case.Version + 1 };
        return Case.Version;
    }

    /// <summary>
    /// The citizen clock (群众时钟) runs from the first report. It is announced with the first step of Routing.
    /// </summary>
    public static CaseClocks Open(Terms terms, CaseRegistered e)
    {
        var policy = terms.For(
            ClockKind.Citizen, e.Urgency, e.Kind, e.ReportedAt, place: e.Place.Jurisdiction);
        return new(
            terms,
            new(e.Head.CaseId, e.Head.CaseNumber, 0, e.Place.Jurisdiction, null, null, e.Urgency, e.Kind, Colour.None,
                Rung.Handler, true, e.ReportedAt.ToUniversalTime(), 1, 0, null, e.Against?.Value),
            [Clock.Start(terms, policy, e.Head.CaseId, null, null, e.ReportedAt.ToUniversalTime())]);
    }

    public Step Follow(ICaseEvent what, DateTimeOffset now)
    {
        var routed = FromRouting(what);
        if (routed && what.Head.Version <= Case.Followed)
            return Step.Nothing;
        if (routed && what.Head.Version > Case.Followed + 1 && now - what.Head.OccurredAt < Patience)
            return TooEarly($"Routing's event {Case.Followed + 1}");
        if (!Case.Open && !(what is TicketReopened && SinceTheArchive(what)))
            return AfterTheArchive(what, routed);
        var step = what switch
        {
            CaseDispatched e => Dispatched(e),
            CaseUndecided e => Undecided(e),
            TicketClaimed e => Stop(ClockKind.Claim, e.TicketId, e.Head.OccurredAt, StopCause.Done, "单位已签收"),
            ReturnAsked e => Returned(e),
            ReturnRuled e => Ruled(e),
            ObjectionRaised e => Objected(e),
            ObjectionRuled e => Ruled(e),
            ApplicationDecided e => Granted(e),
            TicketResumed e => Resumed(e),
            AssistanceAsked e => Helped(e),
            TicketClosed e => Closed(e),
            ContactAttempted { Enough: true } e => Stop(
                ClockKind.FirstContact, e.TicketId, e.AttemptedAt, StopCause.Done, "多次联系未接通，视为已履行首次联系"),
            PetitionerContacted e => Stop(
                ClockKind.FirstContact, e.TicketId,
                e.ContactedAt < e.Head.OccurredAt ? e.ContactedAt : e.Head.OccurredAt, StopCause.Done, "已首次联系群众"),
            TicketReplied e => Replied(e),
            ReplyAudited e => Audited(e),
            TicketReopened e => Reopened(e),
            PetitionerCalledBack { Reached: true } e => Spoken(e, StopCause.Done, "已回访群众"),
            CaseRated e => Spoken(e, StopCause.Needless, "群众已评价，不再需要回访"),
            FileOpened e => FileOpened(e),
            MediationEnded e => Stop(ClockKind.Mediation, e.TicketId, e.Head.OccurredAt, StopCause.Done,
                e.Agreed ? "调解已达成协议" : "调解已结束，未达成协议"),
            CaseArchived e => Archived(e),
            _ => Step.Nothing,
        };
        if (step.TooEarly is null)
            Case = Case with
            {
                Colour = clocks.Worst,
                Running = clocks.All.Count(clock => clock.Running),
                Followed = routed ? what.Head.Version : Case.Followed,
            };
        return step;
    }

    Step Dispatched(CaseDispatched e)
    {
        if (e.Replaces is { } old && !clocks.Knows(old))
            return TooEarly("its first dispatch");
        var stopped = e.Replaces is { } replaced
            ? clocks.Stop(clock => clock.TicketId == replaced, e.Head.OccurredAt, StopCause.Returned)
            : [];
        var unannounced = Unannounced();
        Case = Case.TakenFor(e.Place, e.Urgency, e.Kind) with
        {
            Organisation = e.Lead.Organisation,
            LeadTicket = e.Lead.Id,
            Recused = Case.Blind(e.Recused),
        };
        Clock[] started =
        [
            .. unannounced, Begin(ClockKind.Claim, e.Lead, e), Begin(ClockKind.FirstContact, e.Lead, e),
            Begin(ClockKind.Reply, e.Lead, e),
            .. e.Assisting.SelectMany(ticket => new[] { Begin(ClockKind.Claim, ticket, e),
                Begin(ClockKind.Reply, ticket, e) }),
        ];
        return new(stopped, started, stopped.Count > 0 ? "已改派其他单位" : "");
    }

    Step Undecided(CaseUndecided e)
    {
        var unannounced = Unannounced();
        Case = Case.TakenFor(e.Place, e.Urgency, e.Kind) with
        {
            Organisation = e.Holder,
            LeadTicket = null,
            Recused = Case.Blind(e.Recused, e.Holder),
        };
        return new([], unannounced, "");
    }

    Step Stop(ClockKind kind, TicketId ticket, DateTimeOffset at, StopCause cause, string why) =>
        // An assisting ticket has no first contact, and a stopped clock stays stopped: only an unknown ticket waits.
        clocks.Knows(ticket) && (kind is not ClockKind.Mediation || clocks.Last(kind, ticket) is not null)
            ? StopAll(clock => clock.Kind == kind && clock.TicketId == ticket, at, cause, why)
            : TooEarly("the start of this clock");

    Step StopAll(Func<Clock, bool> which, DateTimeOffset at, StopCause cause, string why) =>
        clocks.Stop(which, at, cause) is { Count: > 0 } stopped ? new(stopped, [], why) : Step.Nothing;

    // Nobody has been told of the citizen clock before the case has an accountable organisation.
    Clock[] Unannounced() => Case.Organisation is null
        ? [.. clocks.All.Where(clock => clock.Kind == ClockKind.Citizen)] : [];

    Clock Begin(ClockKind kind, DispatchedTicket ticket, CaseDispatched e) =>
        Begin(kind, ticket.Id, ticket.Organisation, e);

    Clock Begin(ClockKind kind, TicketId ticket, OrganisationId? organisation, ICaseEvent because) => clocks.Start(
        terms,
        terms.For(
            kind, Case.Urgency, Case.Kind, because.Head.OccurredAt, because is TicketReopened, Case.Jurisdiction),
        Case.CaseId, ticket, organisation, because.Head.OccurredAt);

    static Step TooEarly(string missing) => new([], [], "", missing);
}
