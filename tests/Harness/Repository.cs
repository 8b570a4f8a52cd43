namespace Dispatch.Tests.Harness;

/// <summary>Where the sources stand, for the tests that read them and for the programs that are started.</summary>
public static class Repository
{
    public static readonly string Root = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>
    /// Every file of the product and its tests with such a name, without what a build writes; paths from the root,
    /// with slashes.
    /// </summary>
    public static IEnumerable<string> Files(string pattern, string under = "") =>
        Directory.EnumerateFiles(Path(under), pattern, SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file =>
                !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or ".git" or "dist" or ".state"))
            .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path(file));

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Dispatch.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException(
            $"No Dispatch.sln is above {AppContext.BaseDirectory}: run the tests from the repository.");
    }
}
