using Dispatch.Escalation.Calendar;
using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Ladder;
using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Escalation.Orders;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Reconciliation;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Responsibilities;
using Dispatch.Escalation.Warnings;
using Dispatch.Escalation.Whistles;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation;

/// <summary>The table of contents of Escalation.</summary>
public sealed class EscalationApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<IReadOnlyList<CalendarDay>>();
        DapperTypes.Json<IReadOnlyList<string>>();
        DapperTypes.Json<IReadOnlyList<OrganisationId>>();
        DapperTypes.Json<IReadOnlyList<Deadline>>();
        DapperTypes.Json<ActedBy>();
        DapperTypes.Json<Prolongation>();
        DapperTypes.Json<IReadOnlyList<Summons>>();
        DapperTypes.Json<IReadOnlyList<CaseRef>>();
        DapperTypes.Json<IReadOnlyList<Step>>();
        service.KeepRefreshed<CurrentCalendar>();
        DapperTypes.Json<IReadOnlyList<RungRule>>();
        DapperTypes.Json<IReadOnlyList<LiftRule>>();
        service.KeepRefreshed<CurrentTerms>();
        service.KeepRefreshed<CurrentLadder>();
        service.Background<RaiseWarnings>();
        service.Background<WatchWhistles>();
        service.Background<WatchOrders>();
        service.Services.AddSingleton<CountCases>();
        service.Services.AddHostedService(of => of.GetRequiredService<CountCases>());
        service.Background<WatchLadder>();
        service.Queue("escalation.run-clocks").GatherAll<CurrentTerms>(StartAndStopClocks.Handle)
            .Of<CaseRegistered>().Of<CaseDispatched>().Of<CaseUndecided>().Of<TicketClaimed>().Of<PetitionerContacted>()
            .Of<CaseRoutedToMediation>().Of<ReturnAsked>().Of<ReturnRuled>().Of<TicketReplied>().Of<ReplyAudited>()
            .Of<TicketReopened>().Of<TicketClosed>().Of<ObjectionRaised>().Of<ObjectionRuled>()
            .Of<ContactAttempted>().Of<ApplicationMade>().Of<ApplicationDecided>()
            .Of<TicketResumed>().Of<AssistanceAsked>().Of<StageReported>().Of<TicketTransferred>()
            .Of<PetitionerCalledBack>().Of<CaseRated>().Of<CaseArchived>().Of<UnsolvedCaseDecided>()
            .Of<FileOpened>().Of<MediationEnded>();
        service.Queue("escalation.learn-organisations").Gather<CataloguePublished>(LearnResponsibilities.Handle);
        service.Queue("escalation.learn-accounts").Gather<AccountChanged>(LearnAccounts.Handle);
        service.Learns(Announcement.Catalogue, "catalogue");
        service.Learns(Announcement.Accounts, "account/");
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListClocks.Map(routes);
        ExplainClock.Map(routes);
        ComputeDue.Map(routes);
        ReadCalendar.Map(routes);
        PutCalendar.Map(routes);
        ListWarnings.Map(routes);
        AcknowledgeWarning.Map(routes);
        ListRungs.Map(routes);
        LiftByHand.Map(routes);
        AcknowledgeRung.Map(routes);
        AssignRung.Map(routes);
        ListRungPeople.Map(routes);
        ReadLadder.Map(routes);
        PutLadderPolicy.Map(routes);
        TryLadder.Map(routes);
        ListResponsibilities.Map(routes);
        ReadReconciliation.Map(routes);
        BlowWhistle.Map(routes);
        SuggestOneThings.Map(routes);
        ListWhistles.Map(routes);
        ReadWhistleTypes.Map(routes);
        ReadWhistleFigures.Map(routes);
        ReadWhistle.Map(routes);
        ReviewWhistle.Map(routes);
        AppealWhistle.Map(routes);
        WithdrawWhistle.Map(routes);
        AcknowledgeSummons.Map(routes);
        RefuseSummons.Map(routes);
        RuleRefusal.Map(routes);
        ReportArrival.Map(routes);
        ReportByPhoto.Map(routes);
        ReadArrivalPhoto.Map(routes);
        ConfirmArrival.Map(routes);
        ReportPart.Map(routes);
        RecordResult.Map(routes);
        EndWhistle.Map(routes);
        RateDepartment.Map(routes);
        RateWhistle.Map(routes);
        OpenOrder.Map(routes);
        ListOrders.Map(routes);
        ReadOrder.Map(routes);
        ReadOrderPaper.Map(routes);
        DownloadOrder.Map(routes);
        SignOrder.Map(routes);
        AcknowledgeOrder.Map(routes);
        AnswerOrder.Map(routes);
        ReviewAnswer.Map(routes);
        AskProlongation.Map(routes);
        RuleProlongation.Map(routes);
        EndOrder.Map(routes);
    }
}
