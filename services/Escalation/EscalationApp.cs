namespace Dispatch.Escalation;

/// <summary>The table of contents of Escalation.</summary>
public sealed class EscalationApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
