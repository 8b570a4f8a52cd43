using System.Reflection;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Brings the database to the newest of the numbered SQL files, under a lock, so that any number of instances may start
/// at once. A file that has landed keeps its checksum; the process does not start over one that was changed since.
/// </summary>
static class Migrations
{
    const long Lock = 0x4469737061746368;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="MigrationRefusedException">The database and this program do not fit together.</exception>
    public static async Task Run(string connectionString, Assembly service, TimeProvider clock, ILogger log)
    {
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                await CreateDatabase(connectionString);
                await Apply(connectionString, [.. Files(typeof(Migrations).Assembly), .. Files(service)], log);
                return;
            }
            catch (Exception problem) when (Outage.Is(problem) && clock.GetUtcNow() < until)
            {
                await Task.Delay(500);
            }
        }
    }

    static async Task CreateDatabase(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var name = target.Database ?? throw new InvalidOperationException("Dispatch__Database names no database.");
        target.Database = "postgres";
        target.Pooling = false;
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        if (await connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @name)",
            new { name }))
            return;
        try
        {
            await connection.ExecuteAsync(
                $"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        catch (PostgresException raced) when (raced.SqlState is "42P04" or "23505")
        {
            // Another instance made it at the same moment.
        }
    }

    static async Task Apply(string connectionString, IReadOnlyList<Migration> files, ILogger log)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        await connection.ExecuteAsync(CreateTable);
        var landed = (await connection.QueryAsync<(string Name, string? Checksum)>(
            "select name, checksum from migration order by name"))
            .ToDictionary(row => row.Name, row => row.Checksum, StringComparer.Ordinal);
        var plan = MigrationPlan.Make(files, landed);
        if (plan.Refusal is { } refusal)
            throw new MigrationRefusedException(refusal);
        if (plan.Unknown.Count > 0)
            log.LogWarning("The database {Database} is newer than this program: it already has {Migrations}",
                connection.Database, string.Join(", ", plan.Unknown));
        foreach (var (name, _, checksum) in plan.Unsigned)
            await connection.ExecuteAsync("update migration set checksum = @checksum where name = @name",
                new { name, checksum });
        foreach (var (name, sql, checksum) in plan.Due)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 600);
            await connection.ExecuteAsync("insert into migration (name, checksum) values (@name, @checksum)",
                new { name, checksum }, transaction);
            await transaction.CommitAsync();
        }
    }

    static IEnumerable<Migration> Files(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var sql = reader.ReadToEnd();
            yield return new(name, sql, MigrationPlan.Checksum(sql));
        }
    }

    // A database of before the checksums gets the column here, and its checksums at this same start. The column is
    // looked for first: adding it would wait for everybody who reads the table.
    const string CreateTable = """
        create table if not exists migration
            (name text primary key, at timestamptz not null default now(), checksum text);
        do $$ begin
            if not exists (select from pg_attribute
                where attrelid = 'migration'::regclass and attname = 'checksum' and not attisdropped) then
                alter table migration add column checksum text;
            end if;
        end $$
        """;
}
