namespace Dispatch.Intake;

/// <summary>The table of contents of Intake.</summary>
public sealed class IntakeApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
