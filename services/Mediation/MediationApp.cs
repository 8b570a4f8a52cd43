namespace Dispatch.Mediation;

/// <summary>The table of contents of Mediation.</summary>
public sealed class MediationApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
