namespace Dispatch.Gateway.Sessions;

/// <summary>
/// The cookie in which a browser keeps the token: out of reach of scripts, and never sent from another site.
/// </summary>
static class SessionCookie
{
    public const string Name = "dispatch_session";

    public static void Set(HttpContext http, string token, DateTimeOffset expires) =>
        http.Response.Cookies.Append(Name, token, Options(http, expires));

    public static void Drop(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    static CookieOptions Options(HttpContext http, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        Expires = expires,
    };
}
