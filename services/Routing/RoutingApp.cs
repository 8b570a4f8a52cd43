namespace Dispatch.Routing;

/// <summary>The table of contents of Routing.</summary>
public sealed class RoutingApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
