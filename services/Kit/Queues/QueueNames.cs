using Dispatch.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dispatch.Kit;

/// <summary>
/// <c>GET /queues</c>: the queues that this process consumes, so that the administrator's page need not guess them.
/// </summary>
static class QueueNames
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<QueueConsumer> queues) => routes
        .MapGet("/queues", () => TypedResults.Ok(queues.Select(q => q.Queue).Order(StringComparer.Ordinal).ToArray()))
        .Allow(Roles.Admin)
        .ExcludeFromDescription();
}
