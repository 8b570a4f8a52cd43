using Dispatch.Gateway.Accounts;
using Dispatch.Gateway.Broker;
using Dispatch.Gateway.Domain;
using Dispatch.Gateway.Live;
using Dispatch.Gateway.Reconciliation;
using Dispatch.Gateway.Sessions;

namespace Dispatch.Gateway;

/// <summary>
/// The table of contents of the gateway: people and their sessions, the way to the services, and the desks.
/// </summary>
public sealed class GatewayApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        service.Services
            .AddHttpForwarder()
            .AddSingleton<Upstreams>().AddSingleton<UpstreamClient>().AddSingleton<UpstreamCalls>()
            .AddSingleton<Passwords>().AddSingleton<TokenSigner>().AddSingleton<EndedSessions>().AddSingleton<ApiKeys>()
            .AddSingleton<SessionGate>()
            .AddSingleton(new CaseMemory(most: 50_000)).AddSingleton<WhoIsTold>()
            .AddSingleton<LiveFeed>().AddHostedService(all => all.GetRequiredService<LiveFeed>())
            .AddSingleton<ErrorQueues>()
            .AddResponseCompression(options => options.EnableForHttps = true);
        UpstreamHealth.Add(service.Services);
        service.Background<FirstAdmin>();
        service.Queue("gateway.announce-accounts").Gather<AnnouncementAsked>(AnnounceAccounts.Asked);
    }

    public static void Use(WebApplication app)
    {
        Desks.Use(app, app.Services.GetRequiredService<Settings>());
        app.UseMiddleware<SessionGate>();
        // After the pages, so that their files are served before any address is matched.
        app.UseRouting();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        ShowSession.Map(routes);
        SignOut.Map(routes);
        ListAccounts.Map(routes);
        AddAccount.Map(routes);
        AnnounceAccounts.Map(routes);
        LiveUpdates.Map(routes);
        ReadReconciliation.Map(routes);
        ListErrorQueues.Map(routes);
        PeekErrorQueue.Map(routes);
        ReplayErrorQueue.Map(routes);

        Routes.Map(routes);
        Desks.Map(routes, routes.ServiceProvider.GetRequiredService<Settings>());
    }
}
