using System.Security.Cryptography;

namespace Dispatch.Tests.Harness;

/// <summary>
/// Keys for this run of the tests, in a folder that goes with it: the pair that signs tokens, and the vault's.
/// </summary>
public static class Keys
{
    static readonly Lazy<string> Folder = new(Make);

    public static string Directory => Folder.Value;

    public static string Private => Path.Combine(Directory, "token-private.pem");

    public static string Public => Path.Combine(Directory, "token-public.pem");

    public static string Vault => Path.Combine(Directory, "vault.key");

    static string Make()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-keys-").FullName;
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(folder, "token-private.pem"), pair.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "token-public.pem"), pair.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(
            Path.Combine(folder, "vault.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(folder, recursive: true);
        return folder;
    }
}
