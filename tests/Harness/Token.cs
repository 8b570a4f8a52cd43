using System.Security.Cryptography;
using Dispatch.Kit;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dispatch.Tests.Harness;

/// <summary>Access tokens as the gateway signs them, for talking to one service by itself.</summary>
public static class Token
{
    static readonly Lazy<SigningCredentials> Signing = new(() =>
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Keys.Private));
        return new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256);
    });

    public static string For(
        string role, string organisation = "620422-hotline", string jurisdiction = "620422", string? account = null,
        DateTime? expires = null) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = TokenChecker.Issuer,
                Expires = expires ?? TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(12),
                SigningCredentials = Signing.Value,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = account ?? role + "-1",
                    ["name"] = role,
                    ["role"] = role,
                    ["org"] = organisation,
                    ["area"] = jurisdiction,
                },
            });
}
