using System.Text.Json.Nodes;
using Dispatch.Routing.Cases;
using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Domain.Learning;
using Dispatch.Routing.Drafts;
using Dispatch.Routing.Duties;
using Dispatch.Routing.Evidence;
using Dispatch.Routing.Figures;
using Dispatch.Routing.Imports;
using Dispatch.Routing.Jurisdictions;
using Dispatch.Routing.Ledger;
using Dispatch.Routing.MatterModels;
using Dispatch.Routing.Matters;
using Dispatch.Routing.Objections;
using Dispatch.Routing.Organisations;
using Dispatch.Routing.Overrides;
using Dispatch.Routing.Places;
using Dispatch.Routing.Precedents;
using Dispatch.Routing.Replays;
using Dispatch.Routing.Requests;
using Dispatch.Routing.Returns;
using Dispatch.Routing.Rosters;
using Dispatch.Routing.Rules;
using Dispatch.Routing.Tickets;
using Dispatch.Routing.Undecided;
using Dispatch.Routing.Versions;

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
        DapperTypes.Json<Learned>();
        DapperTypes.Json<IReadOnlyList<Suggestion>>();
        service.KeepFresh<CurrentCatalogue>();
        service.KeepFresh<CurrentStanding>();
        DapperTypes.Json<Quality>();
        DapperTypes.Json<IReadOnlyList<Confusion>>();
        service.KeepFresh<CurrentModel>();
        service.Services.AddSingleton<Training>();
        service.Services.AddSingleton<TrainNightly>();
        service.Services.AddHostedService(of => of.GetRequiredService<TrainNightly>());
        service.Background<ReviewSuspensions>();
        service.Services.AddSingleton<CountFigures>();
        service.Services.AddHostedService(of => of.GetRequiredService<CountFigures>());
        service.Background<RunReplays>();

        service.Queue("routing.route-case").Gather<CaseRegistered>(RouteCase.Handle);
        service.Queue("routing.follow-case")
            .On<CaseReopened>(ReopenTicket.Handle)
            .On<CaseArchived>(CloseTickets.Handle)
            .On<MediationEnded>(EndMediation.Handle);
        service.Queue("routing.follow-clocks").Of<ClocksStarted>().Of<WarningRaised>().GatherAll(FollowClocks.Handle);
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
        ListRequests.Map(routes);
        RuleRequest.Map(routes);
        ListSuspensions.Map(routes);
        EndSuspension.Map(routes);

        ListReturns.Map(routes);
        ReadReturn.Map(routes);
        RuleReturn.Map(routes);
        RaiseObjection.Map(routes);
        ListObjections.Map(routes);
        RuleObjection.Map(routes);
        ListPrecedents.Map(routes);
        WithdrawPrecedent.Map(routes);

        ListUndecided.Map(routes);
        DispatchUndecided.Map(routes);
        ExplainRoute.Map(routes);

        GrantOverride.Map(routes);
        WithdrawOverride.Map(routes);
        ListOverrides.Map(routes);
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
        ListVersions.Map(routes);
        RollBack.Map(routes);

        AskReplay.Map(routes);
        ListReplays.Map(routes);
        ReadReplay.Map(routes);
        ListReplayCases.Map(routes);
        CancelReplay.Map(routes);

        ReadFigures.Map(routes);
        ListFigureTickets.Map(routes);

        ReadLedger.Map(routes);
    }
}
