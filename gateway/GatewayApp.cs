using Dispatch.Gateway.Accounts;
using Dispatch.Gateway.Sessions;
using Microsoft.AspNetCore.ResponseCompression;

namespace Dispatch.Gateway;

/// <summary>The table of contents of the gateway.</summary>
public sealed class GatewayApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        service.Publishes = false;
        service.Services
            .AddHttpForwarder()
            .AddSingleton<Upstreams>().AddSingleton<UpstreamClient>()
            .AddSingleton<Passwords>().AddSingleton<TokenSigner>().AddSingleton<EndedSessions>().AddSingleton<ApiKeys>()
            .AddSingleton<SessionGate>()
            .AddResponseCompression(options => options.EnableForHttps = true);
        service.Background<FirstAdmin>();
    }

    public static void Use(WebApplication app)
    {
        Desks.Use(app, app.Services.GetRequiredService<Settings>());
        app.UseMiddleware<SessionGate>();
        // From here on: a file of the desks is served before any address is matched.
        app.UseRouting();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        ShowSession.Map(routes);
        SignOut.Map(routes);

        Routes.Map(routes);
        Desks.Map(routes, routes.ServiceProvider.GetRequiredService<Settings>());
    }
}
