using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Kit;

/// <summary>One numbered SQL file of the program.</summary>
readonly record struct Migration(string Name, string Sql, string Checksum);

/// <summary>The process must not start: its migrations and those of the database do not fit together.</summary>
public sealed class MigrationRefusedException(string why) : Exception(why);

/// <summary>
/// What is to be done so that a database with these landed migrations fits a program with those files.
/// </summary>
/// <param name="Due">Files that have not landed, in their order.</param>
/// <param name="Unsigned">Files that landed before checksums were kept.</param>
/// <param name="Unknown">Landed migrations that the program does not have.</param>
/// <param name="Refusal">Set when nothing may be done.</param>
sealed record MigrationPlan(
    IReadOnlyList<Migration> Due, IReadOnlyList<Migration> Unsigned, IReadOnlyList<string> Unknown, string? Refusal)
{
    /// <summary>SHA-256 of the text, the same whether a checkout has written its lines with LF or CRLF.</summary>
    public static string Checksum(string sql) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(sql.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <param name="files">What the program has.</param>
    /// <param name="landed">Name and checksum of what the database has; null where none was kept.</param>
    public static MigrationPlan Make(
        IReadOnlyList<Migration> files, IReadOnlyDictionary<string, string?> landed)
    {
        var due = files.Where(file => !landed.ContainsKey(file.Name)).ToList();
        var unsigned = files.Where(file => landed.TryGetValue(file.Name, out var kept) && kept is null).ToList();
        var changed = files.Where(file => landed.GetValueOrDefault(file.Name) is { } kept && kept != file.Checksum)
            .Select(file => file.Name).ToList();
        var unknown = landed.Keys.Except(files.Select(file => file.Name), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        return new(due, unsigned, unknown, Refuse(changed, unknown, due));
    }

    // During a rolling update, and after going back to the version before, an older program starts over a newer
    // database: that is right, since a migration must leave the version before it running, and it is only logged.
    // A database that is ahead in one file and behind in another comes from a different line of the program: a file
    // would be applied twice under two names, or out of its order.
    static string? Refuse(List<string> changed, List<string> unknown, List<Migration> due) =>
        changed.Count > 0
            ? $"Migrations were changed after they had landed in this database: {string.Join(", ", changed)}. "
                + "Restore each file as it was, put the change into a new file with the next number, and start again."
        : unknown.Count > 0 && due.Count > 0
            ? $"This database comes from another line of the program: it has {string.Join(", ", unknown)}, which this "
                + $"program lacks, and lacks {string.Join(", ", due.Select(file => file.Name))}. Start the program "
                + "that the database belongs to, or one that has both."
        : null;
}
