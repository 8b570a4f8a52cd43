using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>How the repository is laid out, and how large a file may grow.</summary>
public sealed class LayoutTests
{
    static readonly string[] Forbidden =
        ["Controllers", "Services", "Repositories", "Interfaces", "Models", "Helpers", "Utils", "Common", "Extensions"];

    static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitignore", "contracts", "deploy", "Directory.Build.props",
        "Directory.Packages.props", "Dispatch.sln", "gateway", "global.json", "LICENSE", "README.md", "README.zh-CN.md",
        "services", "tests",
    ];

    static IEnumerable<string> Sources() =>
        new[] { "*.cs", "*.sql", "*.ts", "*.vue", "*.sh" }.SelectMany(p => Repository.Files(p));

    /// <summary>
    /// A file is as long as one idea needs. A slice is seldom over 150 lines, a rule or a page over 250; above this a
    /// reader needs two sittings.
    /// </summary>
    const int Most = 300;

    // What the desks' words and the generated API types hold is a table, not a text.
    static bool Table(string file) =>
        file.StartsWith("gateway/web/src/words/", StringComparison.Ordinal)
            || file.StartsWith("gateway/web/src/api/", StringComparison.Ordinal);

    [Fact]
    public void No_file_needs_two_sittings() => Offenders.None(
        from file in Sources()
        where !Table(file)
        let lines = File.ReadLines(Repository.Path(file)).Count()
        where lines > Most
        select $"{file}: {lines} lines; above {Most} it is probably two ideas");

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
