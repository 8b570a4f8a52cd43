using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>This service's own database: the only one it ever reads or writes.</summary>
public sealed class Database(NpgsqlDataSource source, TimeProvider clock, OutboxHandoff outbox)
{
    /// <summary>
    /// Runs <paramref name="body"/> in one transaction. What it publishes is committed with what it changes; a refusal
    /// or an exception leaves nothing behind.
    /// </summary>
    public async Task<Result<T>> Transact<T>(Func<Work, Task<Result<T>>> body, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var work = new Work(connection, transaction, clock.GetUtcNow(), cancel);
        var result = await body(work);
        if (result.Refusal is not null)
            return result;

        outbox.Hand(await work.Commit());
        return result;
    }

    /// <summary>Like <see cref="Transact{T}"/>, where nothing can be refused.</summary>
    public Task Do(Func<Work, Task> body, CancellationToken cancel = default) => Transact<bool>(async work =>
    {
        await body(work);
        return true;
    }, cancel);

    /// <summary>
    /// Runs <paramref name="body"/> while no other instance runs one of the same name. Meanwhile one connection is
    /// held, and no transaction.
    /// </summary>
    /// <returns>False when another instance runs one.</returns>
    public async Task<bool> Exclusively(string name, Func<Task> body, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(hashtext(@name))", new { name }))
            return false;
        try
        {
            await body();
        }
        finally
        {
            // With a connection that is gone the lock is gone too.
            if (connection.State == System.Data.ConnectionState.Open)
                await connection.ExecuteAsync("select pg_advisory_unlock(hashtext(@name))", new { name });
        }
        return true;
    }

    public Task<List<T>> Read<T>(string sql, object? args, CancellationToken cancel = default) => Alone(
        async connection => (await connection.QueryAsync<T>(
            new CommandDefinition(sql, args, cancellationToken: cancel))).AsList(), cancel);

    public Task<T?> ReadOne<T>(string sql, object? args, CancellationToken cancel = default) => Alone(
        connection => connection.QueryFirstOrDefaultAsync<T>(
            new CommandDefinition(sql, args, cancellationToken: cancel)), cancel);

    /// <summary>One row that holds two things, the columns of the second after those of the first.</summary>
    /// <param name="second">The first column of the second; it is never null.</param>
    public Task<(TFirst First, TSecond Second)?> ReadOne<TFirst, TSecond>(
        string sql, object? args, string second, CancellationToken cancel = default) => Alone(
        async connection => (await connection.QueryAsync<TFirst, TSecond, (TFirst, TSecond)?>(
            new CommandDefinition(sql, args, cancellationToken: cancel), (one, other) => (one, other), second))
            .FirstOrDefault(), cancel);

    async Task<T> Alone<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            return await read(connection);
        }
        catch (PostgresException)
        {
            // Npgsql 10.0 loses count of the answers when a statement fails at the moment it is being prepared by
            // itself: the next user of the connection would be given an error. This statement gets it instead, and the
            // pool then throws the connection away.
            await connection.ExecuteAsync("select 1").ContinueWith(_ => { }, TaskScheduler.Default);
            throw;
        }
    }

    public static void Add(IServiceCollection services, string connectionString)
    {
        DapperTypes.Register();
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // The same few dozen statements run for ever: preparing them halves the parse and plan work.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 3,
            MaxPoolSize = 40,
            // No statement leaves anything in its session, so there is nothing to clear between two users of one.
            NoResetOnClose = true,
            Timezone = "UTC",
            IncludeErrorDetail = true,
        };
        services.AddSingleton(_ => Telemetry.Traced(new NpgsqlDataSourceBuilder(settings.ConnectionString)).Build());
        services.AddSingleton<OutboxHandoff>();
        services.AddSingleton<Database>();
    }
}
