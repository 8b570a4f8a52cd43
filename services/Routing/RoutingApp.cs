using Dispatch.Routing.Catalogue;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Statistics;
using Dispatch.Routing.Tickets;

namespace Dispatch.Routing;

/// <summary>Routing decides who must act. Four houses under one roof, each with its own table of contents.</summary>
public sealed class RoutingApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<IReadOnlyList<CaseKind>>();
        DapperTypes.Json<IReadOnlyList<string>>();
        CatalogueRoutes.Add(service);
        DispatchingRoutes.Add(service);
        TicketsRoutes.Add(service);
        StatisticsRoutes.Add(service);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CatalogueRoutes.Map(routes);
        DispatchingRoutes.Map(routes);
        TicketsRoutes.Map(routes);
        StatisticsRoutes.Map(routes);
    }
}
