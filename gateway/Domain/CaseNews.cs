using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Gateway.Domain;

/// <summary>Says that something has happened to a case: enough to load it again, nothing of what it is about.</summary>
/// <param name="What">The event's name, such as <c>ticketClaimed</c>.</param>
/// <param name="Organisations">Those that the event names as owing something on the case.</param>
/// <param name="Jurisdiction">Where the incident was, when the event says so.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="Recused">
/// Who must not hear of it (回避), when the event says so; of a registration only the unit complained of.
/// </param>
public sealed record CaseNews(
    CaseNumber CaseNumber, string What, IReadOnlyList<OrganisationId> Organisations, JurisdictionId? Jurisdiction,
    DateTimeOffset OccurredAt, int Version,
    [property: JsonIgnore] IReadOnlyList<OrganisationId>? Recused = null) : INews
{
    /// <summary>Every event of the contracts, so that a browser misses none.</summary>
    public static readonly IReadOnlyList<Type> Events =
    [
        typeof(CaseRegistered), typeof(PetitionerCalledBack), typeof(CaseRated), typeof(CaseReopened),
        typeof(CaseArchived), typeof(UnsolvedCaseDecided),
        typeof(CaseDispatched), typeof(CaseUndecided), typeof(TicketClaimed), typeof(PetitionerContacted),
        typeof(ReturnAsked), typeof(ReturnRuled), typeof(TicketReplied), typeof(ReplyAudited), typeof(TicketReopened),
        typeof(TicketClosed), typeof(CaseRoutedToMediation),
        typeof(FileOpened), typeof(ConsentGiven), typeof(ConsentRefused), typeof(SessionHeld),
        typeof(AgreementReached), typeof(AgreementEffective), typeof(MediationEnded),
        typeof(ClocksStarted), typeof(ClocksStopped), typeof(WarningRaised), typeof(WarningAcknowledged),
        typeof(CaseEscalated), typeof(HandlerReminded), typeof(RungAcknowledged), typeof(RungReassigned),
        typeof(RungMissed), typeof(RungLeft), typeof(BackstopAssigned),
        typeof(ObjectionRaised), typeof(ObjectionRuled), typeof(ContactAttempted), typeof(ApplicationMade),
        typeof(ApplicationDecided), typeof(TicketResumed), typeof(AssistanceAsked), typeof(StageReported),
        typeof(TicketTransferred),
    ];

    public static CaseNews Of(ICaseEvent what) => new(
        what.Head.CaseNumber, JsonNamingPolicy.CamelCase.ConvertName(what.GetType().Name),
        [.. Named(what).Where(o => o is not null).Select(o => o!.Value).Distinct()], Where(what), what.Head.OccurredAt,
        what.Head.Version, HiddenFrom(what));

    static IReadOnlyList<OrganisationId>? HiddenFrom(ICaseEvent what) => what switch
    {
        CaseRegistered { Against: { } against } => [against],
        CaseDispatched { Recused: { } recused } => [recused.Against, .. recused.Below],
        CaseUndecided { Recused: { } recused } => [recused.Against, .. recused.Below],
        CaseRoutedToMediation { Recused: { } recused } => [recused.Against, .. recused.Below],
        _ => null,
    };

    static JurisdictionId? Where(ICaseEvent what) => what switch
    {
        CaseRegistered e => e.Place.Jurisdiction,
        CaseDispatched e => e.Place.Jurisdiction,
        CaseUndecided e => e.Place.Jurisdiction,
        CaseRoutedToMediation e => e.Place.Jurisdiction,
        _ => null,
    };

    // Not the organisation that a return suggests: it has nothing to do yet, and must not learn of the case by that.
    static IEnumerable<OrganisationId?> Named(ICaseEvent what) => what switch
    {
        CaseDispatched e =>
            [e.Lead.Organisation, .. e.Assisting.Select(a => (OrganisationId?)a.Organisation),
                .. (e.Copies ?? []).Select(c => (OrganisationId?)c.Id)],
        CaseUndecided e => [e.Holder],
        CaseRoutedToMediation e => [e.Organisation],
        FileOpened e => [e.Organisation],
        // Only who holds the ticket can do these.
        TicketClaimed or PetitionerContacted or ReturnAsked or TicketReplied or ContactAttempted or ObjectionRaised
            or ApplicationMade or StageReported or TicketTransferred => [what.Head.By.Organisation],
        AssistanceAsked e => [e.Head.By.Organisation, .. e.Assisting.Select(a => (OrganisationId?)a.Organisation)],
        ClocksStarted e => e.Clocks.Select(c => c.Organisation),
        WarningRaised e => [e.Organisation],
        CaseEscalated e => [e.Organisation],
        HandlerReminded e => [e.Organisation],
        RungReassigned e => [e.Organisation],
        BackstopAssigned e => [e.Organisation],
        _ => [],
    };
}
