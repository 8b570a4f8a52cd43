using Dispatch.Intake.Callbacks;
using Dispatch.Intake.Cases;
using Dispatch.Intake.CentreDecisions;
using Dispatch.Intake.Copies;
using Dispatch.Intake.Duplicates;
using Dispatch.Intake.Following;
using Dispatch.Intake.Petitioners;
using Dispatch.Intake.Ratings;
using Dispatch.Intake.Reconciliation;
using Dispatch.Intake.Search;

namespace Dispatch.Intake;

/// <summary>The table of contents of Intake: cases and petitioners, from the first report to the archive.</summary>
public sealed class IntakeApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        Vault.Add(service.Services, service.Settings);
        service.Services.AddSingleton<CaseWriter>();
        service.Background<IndexTerms>();
        service.Background<ArchiveCalledBack>();
        service.Queue("intake.follow-case").GatherAll(FollowCase.Handle)
            .Of<CaseDispatched>().Of<CaseUndecided>().Of<TicketClaimed>().Of<PetitionerContacted>().Of<ReturnAsked>()
            .Of<ReturnRuled>().Of<TicketReplied>().Of<ReplyAudited>().Of<TicketReopened>().Of<TicketClosed>()
            .Of<CaseRoutedToMediation>().Of<ObjectionRaised>().Of<ObjectionRuled>().Of<ContactAttempted>()
            .Of<ApplicationMade>().Of<ApplicationDecided>().Of<TicketResumed>()
            .Of<AssistanceAsked>().Of<StageReported>().Of<TicketTransferred>()
            .Of<FileOpened>().Of<ConsentGiven>().Of<ConsentRefused>().Of<SessionHeld>().Of<AgreementReached>()
            .Of<AgreementEffective>().Of<MediationEnded>()
            .Of<ClocksStarted>().Of<ClocksStopped>().Of<WarningRaised>().Of<WarningAcknowledged>().Of<CaseEscalated>()
            .Of<HandlerReminded>().Of<RungAcknowledged>().Of<RungReassigned>().Of<RungMissed>().Of<RungLeft>()
            .Of<BackstopAssigned>();
        service.Queue("intake.follow-pressure").GatherAll<IPressureEvent>(FollowPressure.Handle, PressureEvents.All);
        service.Queue("intake.learn-organisations").Gather<CataloguePublished>(LearnOrganisations.Handle);
        service.Queue("intake.learn-accounts").Gather<AccountChanged>(LearnAccounts.Handle);
        service.Learns(Announcement.Catalogue, "catalogue");
        service.Learns(Announcement.Accounts, "account/");
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        RegisterCase.Map(routes);
        ListCases.Map(routes);
        ReadCase.Map(routes);
        ReadTimeline.Map(routes);
        SuggestDuplicates.Map(routes);
        ListCopies.Map(routes);
        MarkCopyRead.Map(routes);
        RevealPetitioner.Map(routes);
        CallBackPetitioner.Map(routes);
        RateCase.Map(routes);
        ListUnsolvedCases.Map(routes);
        DecideUnsolvedCase.Map(routes);
        ReadReconciliation.Map(routes);
    }
}
