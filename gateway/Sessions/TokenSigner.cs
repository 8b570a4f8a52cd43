using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dispatch.Gateway.Sessions;

/// <summary>Signs access tokens (JWT, ES256) with the private key, which only the gateway holds.</summary>
public sealed class TokenSigner(Settings settings)
{
    /// <summary>Stands where the session does, in the token of an API key.</summary>
    public const string ByKey = "key";

    readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    readonly Lazy<SigningCredentials> key = new(() =>
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(settings.Secret("TokenPrivateKey"));
        return new(new ECDsaSecurityKey(ecdsa), SecurityAlgorithms.EcdsaSha256);
    });

    /// <summary>Throws, naming the setting, when the key is missing.</summary>
    public void Check() => _ = key.Value;

    public string Sign(Person person, string session, DateTimeOffset now, DateTimeOffset expires) =>
        handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenChecker.Issuer,
            IssuedAt = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Subject = new ClaimsIdentity(
        [
            new("sub", person.Account.Value), new("name", person.Name), new("role", person.Role),
            new("org", person.Organisation.Value), new("area", person.Jurisdiction.Value), new("sid", session),
        ]),
            SigningCredentials = key.Value,
        });
}
