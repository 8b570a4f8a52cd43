namespace Dispatch.Gateway.Sessions;

/// <summary>Who is signed in; a desk asks when it is opened.</summary>
public static class ShowSession
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/session", (Actor actor) => TypedResults.Ok(Person.Of(actor)))
        .Allow([.. Roles.All])
        .WithName(nameof(ShowSession));
}
