namespace Dispatch.Routing.Statistics;

/// <summary>Every route and background job of the statistics, which read from the other parts of Routing.</summary>
static class StatisticsRoutes
{
    public static void Add(ServiceBuilder service)
    {
        service.Services.AddSingleton<CountStatistics>();
        service.Services.AddHostedService(of => of.GetRequiredService<CountStatistics>());
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ReadShieldReport.Map(routes);
        ReadStatistics.Map(routes);
        ListStatisticTickets.Map(routes);
        ReadReconciliation.Map(routes);
    }
}
