using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// A migration that somebody's database has is never edited: its text must have the checksum with which it was added
/// to <c>migrations.sha256</c>, whose lines are those of <c>sha256sum</c>.
/// </summary>
public sealed class MigrationTests
{
    const string List = "tests/Unit/Architecture/migrations.sha256";

    static readonly IReadOnlyList<(string Checksum, string File)> Listed =
    [
        .. Repository.Read(List).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split("  ", 2)).Select(parts => (parts[0], parts[1])),
    ];

    // The tests' own service has no database that lasts.
    static readonly IReadOnlyList<string> Files =
    [
        .. Repository.Files("*.sql").Where(file => file.Contains("/Sql/", StringComparison.Ordinal)
            && !file.StartsWith("tests/", StringComparison.Ordinal)),
    ];

    static string? ChecksumOf(string file) =>
        Listed.Where(line => line.File == file).Select(line => line.Checksum).SingleOrDefault();

    [Fact]
    public void There_are_migrations_to_look_at() => Assert.True(Files.Count >= 30, $"Only {Files.Count} were found.");

    [Fact]
    public void No_landed_migration_was_changed() => Offenders.None(
        from file in Files
        let kept = ChecksumOf(file)
        where kept is not null && kept != MigrationPlan.Checksum(Repository.Read(file))
        select $"{file} has landed and was changed since. Restore it, and put the change into a new file with the "
            + "next number: a process does not start over a database that has the earlier text.");

    [Fact]
    public void Every_new_migration_is_added_to_the_list() => Offenders.None(
        from file in Files
        where ChecksumOf(file) is null
        select $"Add this line to {List}: {MigrationPlan.Checksum(Repository.Read(file))}  {file}");

    [Fact]
    public void No_landed_migration_was_taken_away_or_renamed() => Offenders.None(
        from line in Listed
        where !Files.Contains(line.File, StringComparer.Ordinal)
        select $"{line.File} has landed and is gone. Restore it under its name: databases know it by that.");
}
