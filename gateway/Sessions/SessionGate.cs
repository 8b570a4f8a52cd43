using System.Security.Claims;

namespace Dispatch.Gateway.Sessions;

/// <summary>
/// Runs before authentication: turns the cookie or the API key of a request into the <c>Authorization</c> header that
/// every process understands, and drops the token of a session that has ended.
/// </summary>
/// <remarks>
/// Refuses with <c>cross_site</c> a change that another site makes a browser send, and with <c>wrong_api_key</c>.
/// </remarks>
public sealed class SessionGate(TokenChecker tokens, EndedSessions ended, ApiKeys keys) : IMiddleware
{
    public const string KeyHeader = "X-Api-Key";

    static readonly Refusal CrossSite = new(
        RefusalKind.Forbidden, "cross_site", "该操作不是从本系统页面发起的，已拒绝；请在本系统内重新操作。",
        "This change did not come from a page of this system; make it there.");
    static readonly Refusal WrongKey = new(
        RefusalKind.Unauthorized, "wrong_api_key", "接口密钥无效，请向管理员核对。",
        "There is no such API key; ask the administrator.");

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        // Of two headers the gateway might check one, and the service behind it trust the other.
        if (request.Headers.Authorization.Count > 1)
            request.Headers.Remove("Authorization");
        if (request.Headers[KeyHeader] is [{ Length: > 0 } key])
        {
            if (await keys.Exchange(key) is not { } exchanged)
            {
                await Problems.Write(context, WrongKey);
                return;
            }
            request.Headers.Authorization = "Bearer " + exchanged;
        }
        else if (request.Headers.Authorization.Count == 0)
        {
            var cookie = request.Cookies[SessionCookie.Name];
            // Signing in sets a cookie, so another site must not be able to do it either.
            var ours = cookie is not null || request.Path.StartsWithSegments("/api/session");
            if (ours && Changes(request) && !SameSite(request))
            {
                await Problems.Write(context, CrossSite);
                return;
            }
            if (cookie is not null)
                request.Headers.Authorization = "Bearer " + cookie;
        }
        if (await Ended(request))
            request.Headers.Remove("Authorization");
        await next(context);
    }

    async ValueTask<bool> Ended(HttpRequest request) =>
        request.Headers.Authorization is [{ Length: > 7 } header]
        && await tokens.Check(header[7..].Trim()) is { } person
        && Guid.TryParse(person.FindFirstValue("sid"), out var session)
        && await ended.Contains(session);

    static bool Changes(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method));

    // Every browser of the last years says where a request comes from; for an older one the origin must be ours.
    static bool SameSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is var origin
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase))),
        var site => site is "same-origin" or "none",
    };
}
