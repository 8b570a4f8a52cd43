using System.Reflection;
using System.Security.Claims;
using Dispatch.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Kit;

/// <summary>Who is calling, from the access token; every read and change is scoped by it.</summary>
public sealed record Actor(AccountId Account, string Name, string Role, OrganisationId Organisation,
    JurisdictionId Jurisdiction)
{
    /// <summary>A pattern for <c>like</c>: the caller's jurisdiction and everything below it.</summary>
    public string Scope => Jurisdiction.Value + "%";

    public ActedBy ToActedBy() => new(Account, Name, Organisation);

    public static ValueTask<Actor?> BindAsync(HttpContext http, ParameterInfo _) =>
        ValueTask.FromResult(http.User.Identity is { IsAuthenticated: true } ? From(http.User) : null);

    public static Actor From(ClaimsPrincipal person) => new(
        new(person.FindFirstValue("sub")!), person.FindFirstValue("name")!, person.FindFirstValue("role")!,
        new(person.FindFirstValue("org")!), new(person.FindFirstValue("area")!));
}

/// <summary>
/// The roles an endpoint lets in; the security test reads it from every endpoint and from the OpenAPI document.
/// </summary>
public sealed record AllowedRoles(IReadOnlyList<string> Roles);

public static class Access
{
    /// <summary>Who may call this endpoint. An endpoint without it lets nobody in.</summary>
    public static RouteHandlerBuilder Allow(this RouteHandlerBuilder endpoint, params string[] roles) => endpoint
        .RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) })
        .WithMetadata(new AllowedRoles(roles))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>Which refusals the endpoint can answer with, for the OpenAPI document.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params RefusalKind[] kinds)
    {
        foreach (var kind in kinds)
            endpoint.ProducesProblem(new Refusal(kind, "", "", "").Status);
        return endpoint;
    }
}
