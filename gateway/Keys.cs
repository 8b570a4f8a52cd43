using System.Security.Cryptography;

namespace Dispatch.Gateway;

/// <summary>
/// <c>--make-keys FOLDER</c>: the key pair that signs access tokens and the vault's key, each made only when it is
/// missing and readable by its owner alone.
/// </summary>
public static class Keys
{
    public static int Make(string folder)
    {
        Directory.CreateDirectory(folder);
        var privateKey = Path.Combine(folder, "token-private.pem");
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(privateKey))
            pair.ImportFromPem(File.ReadAllText(privateKey));
        Write(privateKey, pair.ExportPkcs8PrivateKeyPem());
        Write(Path.Combine(folder, "token-public.pem"), pair.ExportSubjectPublicKeyInfoPem());
        Write(Path.Combine(folder, "vault.key"), Vault.NewKey());
        return 0;
    }

    static void Write(string path, string text)
    {
        if (File.Exists(path))
            return;
        // Written to another name first and then moved, so that a crash leaves no half-written key.
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, options))
            writer.WriteLine(text);
        File.Move(fresh, path);
    }
}
