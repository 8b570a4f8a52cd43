using System.Reflection;
using Dapper;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Brings the database to the newest of the numbered SQL files, under a lock, so that any number of instances may start
/// at once.
/// </summary>
static class Migrations
{
    const long Lock = 0x4469737061746368;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Run(string connectionString, Assembly service, TimeProvider clock)
    {
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                await CreateDatabase(connectionString);
                await Apply(connectionString, service);
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

    static async Task Apply(string connectionString, Assembly service)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        await connection.ExecuteAsync(
            "create table if not exists migration (name text primary key, at timestamptz not null default now())");
        var done = (await connection.QueryAsync<string>("select name from migration"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, sql) in Files(typeof(Migrations).Assembly).Concat(Files(service))
            .Where(file => !done.Contains(file.Name)))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 600);
            await connection.ExecuteAsync("insert into migration (name) values (@name)", new { name }, transaction);
            await transaction.CommitAsync();
        }
    }

    static IEnumerable<(string Name, string Sql)> Files(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
