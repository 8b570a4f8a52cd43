using Dapper;
using Dispatch.Kit;
using Npgsql;

namespace Dispatch.Tests.Harness;

/// <summary>One database of the private server, for looking at what a service has stored.</summary>
public sealed class Db(string name) : IAsyncDisposable
{
    static Db() => DapperTypes.Register();

    public string Name => name;

    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(Servers.Postgres)
    {
        Database = name,
        // The server is killed in some tests, and databases are dropped: a pool would hand out dead connections.
        Pooling = false,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>A name that no other run uses; the service creates the database when it starts.</summary>
    public static Db Fresh(string service) => new($"test_{service}_{Guid.NewGuid().ToString("N")[..8]}");

    public async Task<List<T>> Read<T>(string sql, object? args = null)
    {
        await using var connection = await Open();
        return (await connection.QueryAsync<T>(sql, args)).AsList();
    }

    public async Task<T> One<T>(string sql, object? args = null)
    {
        await using var connection = await Open();
        return await connection.QuerySingleAsync<T>(sql, args);
    }

    public async Task<int> Execute(string sql, object? args = null)
    {
        await using var connection = await Open();
        return await connection.ExecuteAsync(sql, args);
    }

    public async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Servers.Postgres) { Database = "postgres", Pooling = false }
                .ConnectionString);
        await connection.OpenAsync();
        // An autovacuum worker may be in it, which an ordinary role may not end; it leaves by itself.
        await Eventually.Be(async () =>
        {
            await connection.ExecuteAsync($"drop database if exists \"{name}\" with (force)");
            return true;
        }, $"{name} is dropped");
    }
}
