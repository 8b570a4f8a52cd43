using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Kit;

/// <summary>
/// Seals personal data at rest (AES-256-GCM) and makes keyed blind indexes for exact look-up (HMAC-SHA256). Whoever has
/// the database without the key reads nothing, and can neither guess a telephone number nor move a sealed value to
/// another row.
/// </summary>
/// <remarks>
/// A sealed value is: format 1, nonce (12 bytes), tag (16), ciphertext. Nonces are random: 2³² values are safe under
/// one key.
/// </remarks>
public sealed class Vault
{
    const byte Format = 1;
    const int NonceSize = 12, TagSize = 16, Overhead = 1 + NonceSize + TagSize, KeySize = 32;

    readonly byte[] sealing;
    readonly byte[] indexing;

    /// <param name="key">32 random bytes; one key for sealing and one for indexes are derived from them.</param>
    public Vault(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"The vault's key must have {KeySize} bytes.", nameof(key));
        sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), KeySize, info: "dispatch seal"u8.ToArray());
        indexing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), KeySize, info: "dispatch index"u8.ToArray());
    }

    /// <summary>Takes the key, 32 bytes in base64, from the file that <c>Dispatch__VaultKey</c> names.</summary>
    public static void Add(IServiceCollection services, Settings settings) => services.AddSingleton(_ =>
    {
        var key = new byte[KeySize + 1];
        return Convert.TryFromBase64String(settings.Secret("VaultKey"), key, out var length) && length == KeySize
            ? new Vault(key.AsSpan(0, KeySize))
            : throw new InvalidOperationException("The file named by Dispatch__VaultKey must hold 32 bytes in base64.");
    });

    /// <summary>A new key as it is kept in its file.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));

    /// <param name="about">What it belongs to, such as <c>petitioner/‹id›/phone</c>; opening needs the same.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, string about)
    {
        var output = new byte[Overhead + plain.Length];
        output[0] = Format;
        var nonce = output.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealing, TagSize);
        aes.Encrypt(
            nonce, plain, output.AsSpan(Overhead), output.AsSpan(1 + NonceSize, TagSize),
            Encoding.UTF8.GetBytes(about));
        return output;
    }

    public byte[] Seal(string plain, string about) => Seal(Encoding.UTF8.GetBytes(plain), about);

    /// <exception cref="CryptographicException">Another key or <paramref name="about"/>, or changed bytes.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedValue, string about)
    {
        if (sealedValue.Length < Overhead || sealedValue[0] != Format)
            throw new CryptographicException("This is not a value that the vault has sealed.");
        var plain = new byte[sealedValue.Length - Overhead];
        using var aes = new AesGcm(sealing, TagSize);
        aes.Decrypt(
            sealedValue.Slice(1, NonceSize), sealedValue[Overhead..], sealedValue.Slice(1 + NonceSize, TagSize), plain,
            Encoding.UTF8.GetBytes(about));
        return plain;
    }

    public string OpenText(ReadOnlySpan<byte> sealedValue, string about) =>
        Encoding.UTF8.GetString(Open(sealedValue, about));

    /// <summary>32 bytes that are the same for the same value and purpose, and tell nothing without the key.</summary>
    /// <param name="value">Already in its one normal form, such as a telephone number of digits only.</param>
    public byte[] Index(string value, string purpose) =>
        HMACSHA256.HashData(indexing, Encoding.UTF8.GetBytes(purpose + "\0" + value));
}
