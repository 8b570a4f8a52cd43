using Dispatch.Contracts;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Kit;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Tests.Unit.Escalation;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>A ticket with what stands beside it in the database.</summary>
/// <param name="Review">When its suspension, granted and not ended, is looked at again.</param>
sealed record Held(
    Ticket Ticket, IReadOnlyList<DateTimeOffset> Attempts, DateTimeOffset? OnSite = null,
    DateTimeOffset? RepliedAt = null, AccountId? Officer = null, bool Extended = false, DateTimeOffset? Review = null);

/// <summary>Everything that a step may change.</summary>
sealed record Snapshot(
    Held[] Tickets, Clock[] Clocks, TimedCase Timed, OrganisationId Holder, bool Undecided, CaseStatus Status,
    int Events, object? Return, object? Objection, object? Application)
{
    public bool Same(Snapshot other) => Tickets.SequenceEqual(other.Tickets) && Clocks.SequenceEqual(other.Clocks)
        && this with { Tickets = [], Clocks = [] } is var mine && other with { Tickets = [], Clocks = [] } is var its
        && (mine with { Tickets = its.Tickets, Clocks = its.Clocks }) == its;
}

/// <summary>
/// One case as the slices of Routing keep it, driven by the rules of Routing's domain, with Escalation's clocks hearing
/// each event at once. Only what the database and the slices add to the rules is written down here.
/// </summary>
sealed partial class CaseModel
{
    public static readonly DateTimeOffset Start = Calendars.China("2026-02-02 09:00");
    // No duty names its basis, so that each return must name one.
    static readonly CatalogueIndex Lists = new(
        County.Rows with { Duties = [.. County.Duties.Select(d => d with { Basis = null })] });
    static readonly RoutingPolicy RoutingPolicy = RoutingPolicy.Of(Lists);
    static readonly JurisdictionId At = new(County.Grid);
    static readonly Place Where = new(At, "南关社区", null, null);
    static readonly Reason[] Why = [new("test", "测试")];

    readonly CaseId id = CaseId.New();
    readonly CaseNumber number = CaseNumber.New(Start);
    readonly OrganisationId? against;
    readonly List<Held> tickets = [];
    readonly List<ICaseEvent> events = [];
    int routing, intake;
    MatterRow? matter;
    Urgency urgency;

    public CaseModel(Story story)
    {
        (Now, urgency, against) = (Start, story.Urgency, story.Against is { } unit ? new OrganisationId(unit) : null);
        MatterId? chosen = story.Matter is { } code ? new(code) : null;
        Registered = new(
            IntakeHead(), Channel.Phone, CaseKind.Complaint, urgency, "路灯不亮", Where, chosen, Start, Why, against);
        Clocks = CaseClocks.Open(Calendars.InForce, Registered);
        var question = new Question(
            "", Registered.Matter, CaseKind.Complaint, urgency, At, [], Now, Against: against);
        var decision = Deciding.Decide(RoutingPolicy, question);
        (Holder, matter) = (Lists.Centre(At)!.Code, decision.Matter);
        urgency = decision.Urgency;
        if (decision.Lead is { } lead)
            Send(lead, decision.Assisting, 1, false, null);
        else
        {
            Undecided = true;
            Tell(new CaseUndecided(RoutingHead(), Holder, "综治中心", urgency, CaseKind.Complaint, Where, Why));
        }
    }

    public CaseRegistered Registered { get; }

    public CaseClocks Clocks { get; }

    public DateTimeOffset Now { get; private set; }

    public OrganisationId Holder { get; private set; }

    public bool Undecided { get; private set; }

    public CaseStatus Status { get; private set; } = CaseStatus.InHand;

    public IReadOnlyList<Held> Tickets => tickets;

    public IReadOnlyList<ICaseEvent> Events => events;

    public Snapshot Snapshot => new(
        [.. tickets], [.. Clocks.Clocks], Clocks.Case, Holder, Undecided, Status, events.Count, returned, objection,
        application);

    /// <summary>The lead in force; the newest that was not returned.</summary>
    public int Lead => tickets.FindLastIndex(
        t => t.Ticket is { Role: TicketRole.Lead, Status: not TicketStatus.Returned });

    Circumstances Circumstances => new(RoutingPolicy, At, Now, against);

    EventHead RoutingHead() => new(EventId.New(), ++routing, id, number, Now, ActedBy.System, null);

    EventHead IntakeHead() => new(EventId.New(), ++intake, id, number, Now, ActedBy.System, null);

    void Tell(ICaseEvent what)
    {
        events.Add(what);
        Assert.Null(Clocks.Follow(what, Now).TooEarly);
    }

    void Set(int at, Func<Held, Held> change) => tickets[at] = change(tickets[at]);

    void Send(OrganisationRow lead, IReadOnlyList<OrganisationRow> assisting, int hop, bool bound, TicketId? replaces)
    {
        DispatchedTicket Make(OrganisationRow to, TicketRole role)
        {
            var made = new DispatchedTicket(TicketId.New(), to.Code, to.Name, role);
            tickets.Add(new(
                new(made.Id, role, to.Code, TicketStatus.Dispatched, hop, bound, false, Now, null), []));
            return made;
        }
        var first = Make(lead, TicketRole.Lead);
        var at = tickets.Count - 1;
        var dispatched = new CaseDispatched(
            RoutingHead(), first, [.. assisting.Select(a => Make(a, TicketRole.Assisting))], matter?.Code, matter?.Name,
            urgency, CaseKind.Complaint, Where, hop, replaces, Why);
        (Holder, Undecided) = (lead.Code, false);
        Tell(dispatched);
        var until = Calendars.InForce.Allowances.For(dispatched)!.ReturnUntil;
        Set(at, t => t with { Ticket = t.Ticket with { ReturnUntil = until } });
    }

    int? Extendable(TicketId ticket) => events.OfType<CaseDispatched>().Where(e => e.Lead.Id == ticket)
        .Select(e => Calendars.InForce.Allowances.For(e)?.Extendable).FirstOrDefault();

    // As the worklist shows it: a later due time is a new clock.
    DateTimeOffset? ReplyDue(TicketId ticket) => Clocks.Clocks
        .Where(c => c.Kind == ClockKind.Reply && c.TicketId == ticket)
        .Select(c => (DateTimeOffset?)c.Due).Max();

    /// <summary>Time goes on: claim windows run out, and suspensions come to their review.</summary>
    public void Pass(TimeSpan by)
    {
        Now += by;
        foreach (var late in Clocks.Clocks.Where(c => c is { Kind: ClockKind.Claim, Running: true } && c.Due <= Now)
            .Select(c => c.TicketId).ToList())
        {
            var at = tickets.FindIndex(t => t.Ticket.Id == late);
            if (tickets[at].Ticket.AutoClaim(Now) is { } claimed)
            {
                Set(at, t => t with { Ticket = claimed });
                Tell(new TicketClaimed(RoutingHead(), claimed.Id, claimed.Role, [new("auto_claimed", "自动签收")]));
            }
        }
        for (var at = 0; at < tickets.Count; at++)
        {
            if (tickets[at] is { Review: { } review } held
                && held.Ticket.ReviewSuspension(review, ended: false, Now) is { } then)
                Resume(at, then);
        }
    }

    static Refusal No(string code) => new(RefusalKind.Conflict, code, "不可以。", "No.");
}
