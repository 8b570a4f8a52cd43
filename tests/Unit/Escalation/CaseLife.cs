using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Tests.Unit.Escalation;

/// <summary>Makes the events of one case's life, a minute apart.</summary>
sealed class CaseLife
{
    static readonly Place Somewhere = new(new("620422105"), null, null, null);
    static readonly Reason[] Why = [new("test", "测试")];

    readonly CaseId id = CaseId.New();
    readonly CaseNumber number = CaseNumber.New(Calendars.China("2026-09-28 10:00"));
    readonly Dictionary<string, int> versions = [];

    public DateTimeOffset Now { get; set; } = Calendars.China("2026-09-28 10:00");

    public TicketId Lead { get; private set; }

    public TicketId Helper { get; } = TicketId.New();

    EventHead Head(string publisher = "routing")
    {
        Now = Now.AddMinutes(1);
        var version = versions[publisher] = versions.GetValueOrDefault(publisher) + 1;
        return new(EventId.New(), version, id, number, Now, ActedBy.System, null);
    }

    public CaseRegistered Registered(Urgency urgency = Urgency.Normal) =>
        new(Head("intake"), Channel.Phone, CaseKind.Complaint, urgency, "路灯不亮", Somewhere, null, Now, Why);

    public CaseDispatched Dispatched(string organisation = "housing", TicketId? replaces = null, bool helped = false,
        Urgency urgency = Urgency.Normal)
    {
        Lead = TicketId.New();
        return new(
            Head(), new(Lead, new(organisation), organisation, TicketRole.Lead),
            helped ? [new(Helper, new("water"), "水务局", TicketRole.Assisting)] : [], null, null, urgency,
            CaseKind.Complaint, Somewhere, 1, replaces, Why);
    }

    public CaseUndecided Undecided() => new(Head(), new("centre"), "综治中心", Urgency.Normal, CaseKind.Complaint,
        Somewhere, Why);

    public TicketClaimed Claimed(TicketId? ticket = null) => new(Head(), ticket ?? Lead, TicketRole.Lead, Why);

    public PetitionerContacted Contacted() => new(Head(), Lead, Now, Why);

    public ReturnAsked ReturnAsked() => new(Head(), Lead, ReturnId.New(), ReturnReason.NotOurDuty, null, Why,
        new OrganisationId("centre"));

    public ReturnRuled Ruled(bool upheld) => new(Head(), Lead, ReturnId.New(), upheld, null, Why);

    public ObjectionRaised ObjectionRaised() =>
        new(Head(), Lead, ObjectionId.New(), ReturnId.New(), new("centre"), null, Why);

    public ObjectionRuled ObjectionRuled(bool upheld) =>
        new(Head(), Lead, ObjectionId.New(), upheld, null, null, null, Why);

    public ContactAttempted Attempted(int attempt) => new(Head(), Lead, Now, attempt, attempt == 3, Why);

    public ApplicationDecided Extension(bool granted, int days) =>
        new(Head(), Lead, TicketApplicationId.New(), ApplicationKind.Extension, granted, days, null, Why);

    public ApplicationDecided Suspension() =>
        new(Head(), Lead, TicketApplicationId.New(), ApplicationKind.Suspension, true, null, null, Why);

    public TicketResumed Resumed() => new(Head(), Lead, Why);

    public AssistanceAsked AssistanceAsked() =>
        new(Head(), Lead, [new(Helper, new("water"), "水务局", TicketRole.Assisting)], Why);

    public TicketClosed Closed(TicketId ticket) => new(Head(), ticket, Why);

    public TicketReplied Replied(TicketId? ticket = null) =>
        new(Head(), ticket ?? Lead, TicketRole.Lead, Outcome.Solved, "已修好", Why);

    public ReplyAudited Audited(bool passed) => new(Head(), Lead, passed, Why);

    public PetitionerCalledBack CalledBack(bool reached = true) => new(Head("intake"), reached, true, true, 1, Why);

    public CaseRated Rated() => new(Head("intake"), RatingLevel.Satisfied, null, Why);

    public TicketReopened Reopened() => new(Head(), Lead, 1, Urgency.Normal, Why);

    public FileOpened FileOpened() => new(Head("mediation"), FileId.New(), Lead, MediationKind.Peoples,
        new("mediation"), Why);

    public MediationEnded MediationEnded(bool agreed) => new(Head("mediation"), FileId.New(), Lead, agreed, "已调解", Why);

    public CaseArchived Archived() => new(Head("intake"), Why);

    /// <summary>Registers and applies what follows, which must not come too early.</summary>
    public static CaseClocks Run(CaseRegistered registered, params ICaseEvent[] events)
    {
        var clocks = CaseClocks.Open(Calendars.InForce, registered);
        foreach (var what in events)
            Assert.Null(clocks.Follow(what, what.Head.OccurredAt).TooEarly);
        return clocks;
    }

    /// <summary>What runs, such as <c>citizen reply</c>.</summary>
    public static string Running(CaseClocks clocks) =>
        string.Join(' ', clocks.Clocks.Where(clock => clock.Running).Select(clock => clock.Kind).Order()
            .Select(kind => kind.ToString()));
}
