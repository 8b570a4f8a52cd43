using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Gateway.Sessions;

/// <summary>Exchanges a client's key (接口密钥) for a token of an hour; the database keeps only the key's hash.</summary>
/// <remarks>
/// A key is looked up again after five minutes; while the database is down its token stays valid until it expires.
/// </remarks>
public sealed class ApiKeys(Database database, TokenSigner signer, TimeProvider clock)
{
    const int Most = 10_000;
    static readonly TimeSpan Lasting = TimeSpan.FromHours(1), Fresh = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    sealed record Known(string Token, DateTimeOffset CheckedAt, DateTimeOffset Until);

    public static string New() => "dk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>256 random bits need no slow hash.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <returns>A token, or null when there is no such key.</returns>
    public async ValueTask<string?> Exchange(string key)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var seen) && seen.CheckedAt + Fresh > now)
            return seen.Token;
        try
        {
            if (await database.ReadOne<Person>(Load, new { hash = Hash(key) }) is not { } person)
            {
                known.TryRemove(key, out _);
                return null;
            }
            if (known.Count >= Most)
                known.Clear();
            var token = signer.Sign(person, TokenSigner.ByKey, now, now + Lasting);
            known[key] = new(token, now, now + Lasting);
            return token;
        }
        catch (Exception problem) when (Outage.Is(problem) && seen is not null && seen.Until > now)
        {
            return seen.Token;
        }
    }

    const string Load = "select account, name, role, organisation, jurisdiction from account where key_hash = @hash";
}
