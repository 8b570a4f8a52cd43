using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Gateway.Accounts;

/// <summary>
/// Passwords are hashed by the framework's hasher: PBKDF2-HMAC-SHA512 with a salt each, here with 210,000 rounds (OWASP
/// Password Storage Cheat Sheet, 2023). Hashes in our first format, or with fewer rounds, are still valid.
/// </summary>
public sealed class Passwords : IDisposable
{
    const int Rounds = 210_000;

    // Our first format, pbkdf2-sha512$rounds$salt$hash: the same computation, written otherwise.
    const string FirstFormat = "pbkdf2-sha512$";

    // The hasher asks for a user and does not look at him.
    static readonly object Anyone = new();
    static readonly PasswordHasher<object> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    // A name without an account is checked against this, so that it costs the same time.
    static readonly string Nobody = Hasher.HashPassword(Anyone, Guid.NewGuid().ToString());

    // A check keeps a core busy for a tenth of a second: a flood of sign-ins must leave room for the work.
    readonly SemaphoreSlim slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    public enum Match { No, Yes, YesButHashAnew }

    public static string Hash(string password) => Hasher.HashPassword(Anyone, password);

    /// <summary>
    /// Waits for a turn to check passwords; dispose to hand it on. Taken before any lock in the database.
    /// </summary>
    public async Task<IDisposable> Turn(CancellationToken cancel)
    {
        await slots.WaitAsync(cancel);
        return new Slot(slots);
    }

    /// <param name="kept">Null when there is no such account or it has no password: no match, at the same cost.</param>
    public static Match Check(string password, string? kept)
    {
        var first = kept?.StartsWith(FirstFormat, StringComparison.Ordinal) == true;
        var result = Hasher.VerifyHashedPassword(Anyone, first ? Rewritten(kept!) : kept ?? Nobody, password);
        return result == PasswordVerificationResult.Failed || kept is null ? Match.No
            : first || result == PasswordVerificationResult.SuccessRehashNeeded ? Match.YesButHashAnew
            : Match.Yes;
    }

    /// <summary>
    /// Our first format rewritten in the hasher's: a mark, the function, the rounds, the salt's size, salt, hash.
    /// </summary>
    static string Rewritten(string first)
    {
        const byte mark = 1;
        const int sha512 = 2, head = 13;
        var parts = first.Split('$');
        var salt = Convert.FromBase64String(parts[2]);
        var bytes = new byte[head];
        bytes[0] = mark;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), sha512);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), int.Parse(parts[1], CultureInfo.InvariantCulture));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), salt.Length);
        return Convert.ToBase64String([.. bytes, .. salt, .. Convert.FromBase64String(parts[3])]);
    }

    public void Dispose() => slots.Dispose();

    sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
