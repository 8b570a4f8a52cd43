using System.Security.Claims;

namespace Dispatch.Gateway.Sessions;

/// <summary>
/// Somebody signs out: the token is refused from then on, at this instance at once and at the others within
/// five seconds.
/// </summary>
public static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/api/session", Handle)
        .Allow([.. Roles.All])
        .Produces(StatusCodes.Status204NoContent);

    static async Task<IResult> Handle(
        HttpContext http, Database database, EndedSessions ended, CancellationToken cancel)
    {
        // A client's key has no session to end.
        if (Guid.TryParse(http.User.FindFirstValue("sid"), out var session))
        {
            await database.Do(work => work.Execute(End, new { session, now = work.Now }), cancel);
            ended.Add(session);
        }
        SessionCookie.Drop(http);
        return TypedResults.NoContent();
    }

    const string End = "update session set ended_at = @now where id = @session and ended_at is null";
}
