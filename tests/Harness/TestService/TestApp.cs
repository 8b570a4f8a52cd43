namespace Dispatch.Tests.TestService;

/// <summary>The smallest service there can be on the Kit, so that the Kit is tested by itself.</summary>
public sealed class TestApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        service.Queue("test.gather").Gather<CaseRegistered>(Apply.Together);
        service.Queue("test.single").On<CaseArchived>(Apply.One);
        service.Background<Stumble>();
        service.Queue("test.early").GatherAll(Apply.Early).Of<CaseRated>().Of<CaseReopened>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        PublishMany.Map(routes);
        KeepOnce.Map(routes);
    }
}
