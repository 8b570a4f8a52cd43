using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>How the repository is laid out, and how large a file may grow before it must be read in two
/// sittings.</summary>
public sealed class LayoutTests
{
    static readonly string[] Forbidden =
        ["Controllers", "Services", "Repositories", "Interfaces", "Models", "Helpers", "Utils", "Common", "Extensions"];

    static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitignore", "contracts", "deploy", "Directory.Build.props",
            "Directory.Packages.props",
        "Dispatch.sln", "gateway", "global.json", "LICENSE", "README.md", "README.zh-CN.md", "services", "tests",
    ];

    /// <summary>Files that may be longer than their kind, each with its reason.</summary>
    static readonly Dictionary<string, string> LongOnPurpose = new(StringComparer.Ordinal)
    {
        ["contracts/Ids.cs"] = "ten ids with the same few members: C# has no way to write them once",
        ["services/Routing/RoutingApp.cs"] = "a table of contents has a line for each slice",
    };

    static IEnumerable<string> Sources() =>
        new[] { "*.cs", "*.sql", "*.ts", "*.vue", "*.sh" }.SelectMany(p => Repository.Files(p));

    static int Most(string file) => file switch
    {
        _ when file.StartsWith("tests/", StringComparison.Ordinal) => 200,
        _ when file.EndsWith(".sql", StringComparison.Ordinal) => 120,
        _ when file.EndsWith(".vue", StringComparison.Ordinal) => 200,
        _ when file.StartsWith("services/Kit/", StringComparison.Ordinal)
            || file.Contains("/Domain/", StringComparison.Ordinal) => 150,
        _ when file.StartsWith("services/", StringComparison.Ordinal) => 110,
        _ => 200,
    };

    // What the desks' words and the generated API types hold is a table, not a text.
    static bool Table(string file) =>
        file.StartsWith("gateway/web/src/words/", StringComparison.Ordinal)
            || file.StartsWith("gateway/web/src/api/", StringComparison.Ordinal);

    [Fact]
    public void No_file_is_longer_than_its_kind_allows() => Offenders.None(
        from file in Sources()
        where !Table(file) && !LongOnPurpose.ContainsKey(file)
        let lines = File.ReadLines(Repository.Path(file)).Count()
        where lines > Most(file)
        select $"{file}: {lines} lines, at most {Most(file)}");

    [Fact]
    public void Every_exception_still_needs_to_be_one() => Offenders.None(
        LongOnPurpose.Keys.Where(file =>
            !File.Exists(Repository.Path(file)) || File.ReadLines(Repository.Path(file)).Count() <= Most(file)));

    [Fact]
    public void No_line_is_wider_than_120_columns() => Offenders.None(
        from file in Sources()
        where !Table(file)
        from line in File.ReadLines(Repository.Path(file)).Select((text, index) => (text, number: index + 1))
        where line.text.Length > 120
        select $"{file}:{line.number}: {line.text.Length} columns");

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() => Offenders.None(
        Repository.Files("*")
            .SelectMany(file =>
            file.Split('/')[..^1].Skip(file.StartsWith("services/", StringComparison.Ordinal) ? 1 : 0))
            .Distinct(StringComparer.Ordinal)
                .Where(folder => Forbidden.Contains(folder, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Nothing_stands_at_the_top_that_the_design_does_not_name() => Offenders.None(
        Repository.Files("*").Select(file => file.Split('/')[0]).Distinct(StringComparer.Ordinal)
            // A work tree of git has a file of this name instead of a folder.
            .Where(entry => entry != ".git").Except(TopLevel, StringComparer.Ordinal));

    [Fact]
    public void Migrations_are_numbered_from_one_without_gaps() => Offenders.None(
        from folder in Repository.Files("*.sql").Where(file => file.Contains("/Sql/", StringComparison.Ordinal))
            .GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal)
        let numbers = folder.Select(file => Path.GetFileName(file)[..4]).ToList()
        let expected = Enumerable.Range(1, numbers.Count)
            .Select(n => n.ToString("D4", System.Globalization.CultureInfo.InvariantCulture))
        where !numbers.SequenceEqual(expected, StringComparer.Ordinal)
        select $"{folder.Key}: {string.Join(", ", numbers)}");

    [Fact]
    public void Migrations_are_named_for_what_they_bring() => Offenders.None(
        Repository.Files("*.sql").Where(file => file.Contains("/Sql/", StringComparison.Ordinal)
            && !Regex.IsMatch(Path.GetFileName(file), "^[0-9]{4}_[a-z]+(_[a-z]+)*\\.sql$")));

    [Fact]
    public void No_test_sleeps_or_is_skipped() => Offenders.None(
        from file in Repository.Files("*.cs", "tests")
            // A load generator keeps a pace, and the harness pauses between two looks.
        where !file.StartsWith("tests/Benchmarks/", StringComparison.Ordinal)
            && file is not ("tests/Harness/Eventually.cs" or "tests/Unit/Architecture/LayoutTests.cs")
        from line in File.ReadLines(Repository.Path(file))
        where Regex.IsMatch(line, @"Thread\.Sleep|Task\.Delay|Skip\s*=")
        select $"{file}: {line.Trim()}");
}
