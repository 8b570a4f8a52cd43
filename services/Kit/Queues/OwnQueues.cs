using Dispatch.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dispatch.Kit;

/// <summary>
/// The queues that this process consumes. <c>GET /queues</c> names them, so that the administrator's page need
/// not guess.
/// </summary>
public sealed record OwnQueues(IReadOnlyList<string> Names)
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/queues", (OwnQueues own) => TypedResults.Ok(own.Names.Order(StringComparer.Ordinal).ToArray()))
        .Allow(Roles.Admin)
        .ExcludeFromDescription();
}
