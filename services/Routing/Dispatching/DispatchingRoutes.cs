using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Dispatch.Routing.Dispatching.Exemptions;
using Dispatch.Routing.Dispatching.ManualDispatch;
using Dispatch.Routing.Dispatching.MatterModel;
using Dispatch.Routing.Dispatching.Precedents;
using Dispatch.Routing.Dispatching.Simulations;

namespace Dispatch.Routing.Dispatching;

/// <summary>The table of contents of Dispatching: its addresses, its queue and its background jobs.</summary>
static class DispatchingRoutes
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<DecisionRecord>();
        DapperTypes.Json<IReadOnlyList<Considered>>();
        DapperTypes.Json<Question>();
        DapperTypes.Json<MatterPrediction>();
        DapperTypes.Json<IReadOnlyList<Suggestion>>();
        DapperTypes.Json<Quality>();
        DapperTypes.Json<IReadOnlyList<Confusion>>();
        service.KeepRefreshed<CurrentRoutingPolicy>();
        service.KeepRefreshed<CurrentModel>();
        service.Services.AddSingleton<Training>();
        service.Services.AddSingleton<TrainNightly>();
        service.Services.AddHostedService(of => of.GetRequiredService<TrainNightly>());
        service.Background<RunSimulations>();

        service.Queue("routing.route-case").Gather<CaseRegistered, CurrentRoutingPolicy, CurrentModel>(
            RouteCase.Handle);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ExplainRoute.Map(routes);

        ListUndecided.Map(routes);
        DispatchUndecided.Map(routes);

        ListPrecedents.Map(routes);
        WithdrawPrecedent.Map(routes);

        GrantExemption.Map(routes);
        WithdrawExemption.Map(routes);
        ListExemptions.Map(routes);

        TrainModel.Map(routes);
        ListModels.Map(routes);
        ActivateModel.Map(routes);
        SuggestMatters.Map(routes);

        AskSimulation.Map(routes);
        ListSimulations.Map(routes);
        ReadSimulation.Map(routes);
        ListSimulatedCases.Map(routes);
        CancelSimulation.Map(routes);
    }
}
