using System.Globalization;
using System.Security.Cryptography;

namespace Dispatch.Gateway.Accounts;

/// <summary>
/// Passwords are kept as PBKDF2-HMAC-SHA512 with 210,000 rounds (OWASP Password Storage Cheat Sheet, 2023) and a salt
/// of their own: <c>pbkdf2-sha512$rounds$salt$hash</c>.
/// </summary>
public sealed class Passwords : IDisposable
{
    const int Rounds = 210_000, SaltSize = 16, HashSize = 32;
    const string Format = "pbkdf2-sha512";

    // What a name without an account is checked against, so that it costs the same time.
    static readonly string Nobody =
        string.Join('$', Format, Rounds, Text(new byte[SaltSize]), Text(new byte[HashSize]));

    // A check keeps a core busy for a tenth of a second: a flood of sign-ins must leave room for the work.
    readonly SemaphoreSlim slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return string.Join('$', Format, Rounds, Text(salt), Text(Derive(password, salt, Rounds)));
    }

    /// <summary>
    /// Waits for a turn to check passwords; dispose to hand it on. Taken before any lock in the database.
    /// </summary>
    public async Task<IDisposable> Turn(CancellationToken cancel)
    {
        await slots.WaitAsync(cancel);
        return new Slot(slots);
    }

    /// <param name="kept">Null when there is no such account or it has no password: false, at the same cost.</param>
    public static bool Matches(string password, string? kept)
    {
        var parts = (kept ?? Nobody).Split('$');
        var hash = Convert.FromBase64String(parts[3]);
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var given = Derive(password, Convert.FromBase64String(parts[2]), rounds);
        return CryptographicOperations.FixedTimeEquals(given, hash) & kept is not null;
    }

    static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashSize);

    static string Text(byte[] bytes) => Convert.ToBase64String(bytes);

    public void Dispose() => slots.Dispose();

    sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
