using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dispatch.Kit;

/// <summary>Checks access tokens (JWT, ES256). The gateway alone holds the key that signs them.</summary>
/// <remarks>A checked token is remembered until it expires, since a signature costs more than most requests.</remarks>
public sealed class TokenChecker(Settings settings, TimeProvider clock)
{
    public const string Issuer = "dispatch";
    const int Most = 20_000;

    readonly ConcurrentDictionary<string, (ClaimsPrincipal Person, DateTimeOffset Until)> known =
        new(StringComparer.Ordinal);
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    readonly Lazy<ECDsaSecurityKey> key = new(() =>
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(settings.Secret("TokenPublicKey"));
        return new ECDsaSecurityKey(ecdsa);
    });

    /// <returns>The person, or null when the token is forged, malformed or out of date.</returns>
    public async ValueTask<ClaimsPrincipal?> Check(string token)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(token, out var seen))
            return seen.Until > now ? seen.Person : null;

        var result = await handler.ValidateTokenAsync(token, new()
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = key.Value,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            NameClaimType = "name",
            RoleClaimType = "role",
            LifetimeValidator = (_, expires, _, _) => expires > now.UtcDateTime,
        });
        if (!result.IsValid)
            return null;
        var person = new ClaimsPrincipal(result.ClaimsIdentity);
        if (known.Count >= Most)
            known.Clear();
        known[token] = (person, result.SecurityToken.ValidTo);
        return person;
    }
}

/// <summary>
/// Signs in a request by its <c>Authorization: Bearer</c> header, and answers 401 and 403 as problem documents.
/// </summary>
sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    TokenChecker tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Scheme_ = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        return await tokens.Check(header[7..].Trim()) is { } person
            ? AuthenticateResult.Success(new(person, Scheme_))
            : AuthenticateResult.Fail("The token is not valid.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(Context, new(
            RefusalKind.Unauthorized, "not_signed_in", "尚未登录或登录已过期，请重新登录。",
            "Not signed in, or the session has ended; sign in again."));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Write(Context, new(
        RefusalKind.Forbidden, "role_not_allowed", "您的岗位没有此项权限，如确有需要请联系管理员。",
        "Your role may not do this; ask the administrator if it should."));
}
