namespace Dispatch.Routing.Statistics;

/// <summary>
/// The table of contents of the statistics, which count what the other houses hold, and change nothing.
/// </summary>
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
