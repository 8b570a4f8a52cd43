using Dispatch.Escalation.Causes.Domain;

namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>
/// A case with its clocks, and what each event does to them. Routing's events are applied in the order of their
/// versions; an event that came before one it builds on changes nothing and says what it waits for. So the clocks are
/// the same whatever the order of arrival.
/// </summary>
/// <remarks>
/// This file holds the dispatch and the order of events, <c>.Returns</c> returns and objections, <c>.Applications</c>
/// what the centre has granted, <c>.Completion</c> the reply and all that follows it, <c>.Archive</c> the end and what
/// may come after it.
/// </remarks>
public sealed partial class CaseClocks(Terms terms, TimedCase state, IEnumerable<Clock> known)
{
    // Longer than any redelivery. An event of Routing that has not come by then is no longer waited for.
    static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    readonly ClockSet clocks = new(known);
    readonly List<Cause> causes = [];

    public TimedCase Case { get; private set; } = state;

    public IReadOnlyList<Clock> Clocks => clocks.All;

    /// <summary>What the events have given the ladder (提级) to act on.</summary>
    public IReadOnlyList<Cause> Causes => causes;

    /// <summary>Counts one more event that Escalation publishes about the case.</summary>
    public int NextVersion()
    {
        Case = Case with { Version = Case.Version + 1 };
        return Case.Version;
    }

    /// <summary>
    /// The citizen clock (群众时钟) runs from the first report. It is announced with Routing's first decision.
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

    public ClockChange Follow(ICaseEvent what, DateTimeOffset now)
    {
        var routed = FromRouting(what);
        if (routed && what.Head.Version <= Case.Followed)
            return ClockChange.Nothing;
        if (routed && what.Head.Version > Case.Followed + 1 && now - what.Head.OccurredAt < Patience)
            return TooEarly($"Routing's event {Case.Followed + 1}");
        if (!Case.Open && !(what is TicketReopened && SinceTheArchive(what)))
            return AfterTheArchive(what, routed);
        var change = what switch
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
            _ => ClockChange.Nothing,
        };
        if (change.TooEarly is null)
        {
            TellLadder(what);
            Case = Case with
            {
                Centre = CentreIn(what) ?? Case.Centre,
                Colour = clocks.Worst,
                Running = clocks.All.Count(clock => clock.Running),
                Followed = routed ? what.Head.Version : Case.Followed,
                Officer = OfficerIn(what) ?? Case.Officer,
            };
        }
        return change;
    }

    // Cases that were dispatched before Routing named the centre learn it from what is asked of it.
    static OrganisationId? CentreIn(ICaseEvent what) => what switch
    {
        CaseDispatched e => e.Centre,
        CaseUndecided e => e.Holder,
        ReturnAsked e => e.Centre,
        ObjectionRaised e => e.Centre,
        ApplicationMade e => e.Centre,
        _ => null,
    };

    // The lead's officer: as the roster names him, as he claims, as the organisation passes the ticket on.
    AccountId? OfficerIn(ICaseEvent what) => what switch
    {
        CaseDispatched e => e.Lead.Officer,
        TicketClaimed e when e.TicketId == Case.LeadTicket && e.Head.By != ActedBy.System => e.Head.By.Account,
        TicketTransferred e when e.TicketId == Case.LeadTicket => new(e.Officer),
        _ => null,
    };

    // What may let the case down from its rung, or lift it there.
    void TellLadder(ICaseEvent what)
    {
        var at = what.Head.OccurredAt.ToUniversalTime();
        if (what is CaseDispatched { Backstop: true } to)
            causes.Add(Cause.Of(Case.CaseId, $"backstop/{to.Lead.Id}", LiftCause.NoOwner, at, [.. to.Reasons]));
        if (what is ReturnRuled { Upheld: false } ruled)
            causes.Add(Cause.Of(Case.CaseId, $"return/{ruled.ReturnId}", LiftCause.ReturnRejected, at,
                [.. ruled.Reasons]));
        // The first reopening is the owner's own to mend; who must be told twice is told from above.
        if (what is TicketReopened { Round: > 1 } again)
            causes.Add(Cause.Of(Case.CaseId, $"reopening/{again.Round}", LiftCause.Reopened, at,
                new Reason("reopened_again", $"第{again.Round}次退回重办。")));
        if (Case.OnLadder)
            causes.Add(Cause.Changed(Case.CaseId, what.Head.Id.ToString(), at));
    }

    ClockChange Dispatched(CaseDispatched e)
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
            Officer = null,
            Recused = Case.HiddenFrom(e.Recused, e.Centre),
        };
        // The first owner has the full term of the grade: the citizen clock was made to hold it.
        var first = clocks.All.All(clock => clock.TicketId is null);
        Clock Begin(ClockKind kind, DispatchedTicket ticket) =>
            this.Begin(kind, ticket.Id, ticket.Organisation, e, first);
        Clock[] started =
        [
            .. unannounced, Begin(ClockKind.Claim, e.Lead), Begin(ClockKind.FirstContact, e.Lead),
            Begin(ClockKind.Reply, e.Lead),
            .. e.Assisting.SelectMany(ticket => new[] { Begin(ClockKind.Claim, ticket),
                Begin(ClockKind.Reply, ticket) }),
        ];
        return new(stopped, started, stopped.Count > 0 ? "已改派其他单位" : "");
    }

    ClockChange Undecided(CaseUndecided e)
    {
        var unannounced = Unannounced();
        Case = Case.TakenFor(e.Place, e.Urgency, e.Kind) with
        {
            Organisation = e.Holder,
            LeadTicket = null,
            Officer = null,
            Recused = Case.HiddenFrom(e.Recused, e.Holder),
        };
        return new([], unannounced, "");
    }

    ClockChange Helped(AssistanceAsked e) => clocks.Knows(e.TicketId)
        ? new([], [.. e.Assisting.SelectMany(ticket => new[]
            {
                Begin(ClockKind.Claim, ticket.Id, ticket.Organisation, e),
                Begin(ClockKind.Reply, ticket.Id, ticket.Organisation, e),
            })], "主办单位申请协办")
        : TooEarly("its dispatch");

    ClockChange Stop(ClockKind kind, TicketId ticket, DateTimeOffset at, StopCause cause, string why) =>
        // Only an unknown ticket waits: an assistant has no first contact, and a stopped clock stays stopped.
        clocks.Knows(ticket) && (kind is not ClockKind.Mediation || clocks.Last(kind, ticket) is not null)
            ? StopAll(clock => clock.Kind == kind && clock.TicketId == ticket, at, cause, why)
            : TooEarly("the start of this clock");

    ClockChange StopAll(Func<Clock, bool> which, DateTimeOffset at, StopCause cause, string why) =>
        clocks.Stop(which, at, cause) is { Count: > 0 } stopped ? new(stopped, [], why) : ClockChange.Nothing;

    // The citizen clock is announced once the case has an accountable organisation.
    Clock[] Unannounced() => Case.Organisation is null
        ? [.. clocks.All.Where(clock => clock.Kind == ClockKind.Citizen)] : [];

    Clock Begin(
        ClockKind kind, TicketId ticket, OrganisationId? organisation, ICaseEvent because, bool first = false)
    {
        var at = because.Head.OccurredAt;
        var own = terms.For(kind, Case.Urgency, Case.Kind, at, because is TicketReopened, Case.Jurisdiction);
        var term = first || !kind.IsOwedOnTicket() ? new(own, terms.Calendar.Due(at, own.Term), null)
            : LaterTerms.Start(terms.Calendar, own, Grade(kind, at), at, CitizenDue);
        return clocks.Start(terms, term, Case.CaseId, ticket, organisation, at);
    }

    Policy Grade(ClockKind kind, DateTimeOffset at) =>
        terms.For(kind, Case.Urgency, Case.Kind, at, place: Case.Jurisdiction);

    DateTimeOffset CitizenDue => clocks.All.First(clock => clock.Kind == ClockKind.Citizen).Due;

    static ClockChange TooEarly(string missing) => new([], [], "", missing);
}
