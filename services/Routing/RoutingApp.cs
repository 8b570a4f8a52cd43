using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Catalogue.Spreadsheets;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Dispatch.Routing.Dispatching.Exemptions;
using Dispatch.Routing.Dispatching.ManualDispatch;
using Dispatch.Routing.Dispatching.MatterModel;
using Dispatch.Routing.Dispatching.Precedents;
using Dispatch.Routing.Dispatching.Simulations;
using Dispatch.Routing.Statistics;
using Dispatch.Routing.Tickets.Applications;
using Dispatch.Routing.Tickets.Evidence;
using Dispatch.Routing.Tickets.Following;
using Dispatch.Routing.Tickets.Handling;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Routing;

/// <summary>The table of contents of Routing.</summary>
public sealed class RoutingApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<IReadOnlyList<CaseKind>>();
        DapperTypes.Json<IReadOnlyList<string>>();
        DapperTypes.Json<JsonObject>();
        DapperTypes.Json<JsonArray>();
        DapperTypes.Json<IReadOnlyList<AuditGap>>();
        DapperTypes.Json<DecisionRecord>();
        DapperTypes.Json<IReadOnlyList<Considered>>();
        DapperTypes.Json<Question>();
        DapperTypes.Json<MatterPrediction>();
        DapperTypes.Json<IReadOnlyList<Suggestion>>();
        service.KeepRefreshed<CurrentCatalogue>();
        service.KeepRefreshed<CurrentRoutingPolicy>();
        DapperTypes.Json<Quality>();
        DapperTypes.Json<IReadOnlyList<Confusion>>();
        service.KeepRefreshed<CurrentModel>();
        service.Services.AddSingleton<Training>();
        service.Services.AddSingleton<TrainNightly>();
        service.Services.AddHostedService(of => of.GetRequiredService<TrainNightly>());
        service.Background<ReviewSuspensions>();
        service.Services.AddSingleton<CountStatistics>();
        service.Services.AddHostedService(of => of.GetRequiredService<CountStatistics>());
        service.Background<RunSimulations>();

        service.Queue("routing.route-case").Gather<CaseRegistered, CurrentRoutingPolicy, CurrentModel>(
            RouteCase.Handle);
        service.Queue("routing.announce-catalogue").On<AnnouncementAsked>(AnnounceCatalogue.Asked);
        service.Background<AnnounceOnTheDay>();
        service.Queue("routing.follow-case")
            .On<CaseReopened>(ReopenTicket.Handle)
            .On<CaseArchived>(CloseTickets.Handle)
            .On<MediationEnded, CurrentRoutingPolicy>(EndMediation.Handle);
        service.Queue("routing.follow-clocks").Of<ClocksStarted>().Of<WarningRaised>().GatherAll(ShowDeadlines.Handle);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListTickets.Map(routes);
        ReadTicket.Map(routes);
        ClaimTicket.Map(routes);
        RecordContact.Map(routes);
        ReturnTicket.Map(routes);
        ReplyToTicket.Map(routes);
        AuditReply.Map(routes);
        TransferTicket.Map(routes);
        AskAssistance.Map(routes);
        ReportStage.Map(routes);
        AddEvidence.Map(routes);
        ListEvidence.Map(routes);
        ReadEvidence.Map(routes);

        AskExtension.Map(routes);
        AskSuspension.Map(routes);
        AskTermination.Map(routes);
        ListApplications.Map(routes);
        DecideApplication.Map(routes);
        ListSuspensions.Map(routes);
        EndSuspension.Map(routes);

        ListReturns.Map(routes);
        ReadReturn.Map(routes);
        DecideReturn.Map(routes);
        RaiseObjection.Map(routes);
        ListObjections.Map(routes);
        DecideObjection.Map(routes);
        ListPrecedents.Map(routes);
        WithdrawPrecedent.Map(routes);

        ListUndecided.Map(routes);
        DispatchUndecided.Map(routes);
        ExplainRoute.Map(routes);

        GrantExemption.Map(routes);
        WithdrawExemption.Map(routes);
        ListExemptions.Map(routes);
        ReadShieldReport.Map(routes);
        FindPlaces.Map(routes);

        TrainModel.Map(routes);
        ListModels.Map(routes);
        ActivateModel.Map(routes);
        SuggestMatters.Map(routes);

        ListJurisdictions.Map(routes);
        ListOrganisations.Map(routes);
        ListMatters.Map(routes);
        ListDuties.Map(routes);
        ListRules.Map(routes);
        ListRosters.Map(routes);
        ListPlaces.Map(routes);
        ReplaceList.Map(routes);
        AnnounceCatalogue.Map(routes);

        DescribeLists.Map(routes);
        ImportFile.Map(routes);
        ExportList.Map(routes);
        StartDraft.Map(routes);
        ListDrafts.Map(routes);
        ReadDraft.Map(routes);
        DiscardDraft.Map(routes);
        ListDraftRows.Map(routes);
        ChangeRows.Map(routes);
        UndoChanges.Map(routes);
        ReadDifference.Map(routes);
        CheckDraft.Map(routes);
        PublishDraft.Map(routes);
        ListCatalogueVersions.Map(routes);
        RollBack.Map(routes);

        AskSimulation.Map(routes);
        ListSimulations.Map(routes);
        ReadSimulation.Map(routes);
        ListSimulatedCases.Map(routes);
        CancelSimulation.Map(routes);

        ReadStatistics.Map(routes);
        ListStatisticTickets.Map(routes);

        ReadLedger.Map(routes);
    }
}
