using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Dispatch.Contracts;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>One transaction in progress.</summary>
public sealed class Work(
    NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancel)
{
    readonly List<(IEvent Event, string? Parent)> published = [];
    readonly List<Statement> later = [];
    readonly Dictionary<EventId, string> early = [];
    Dictionary<EventId, string?>? causes;
    string? cause;

    /// <summary>When this transaction began, UTC.</summary>
    public DateTimeOffset Now => now;

    public CancellationToken Cancel => cancel;

    public async Task<T?> Find<T>(string sql, object? args)
    {
        await Flush();
        return await connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));
    }

    public async Task<List<T>> List<T>(string sql, object? args)
    {
        await Flush();
        return (await connection.QueryAsync<T>(Command(sql, args))).AsList();
    }

    /// <returns>How many rows were changed.</returns>
    public async Task<int> Execute(string sql, object? args)
    {
        await Flush();
        return await connection.ExecuteAsync(Command(sql, args));
    }

    /// <summary>
    /// A write whose outcome nobody waits for: it goes to the server with the commit, or before the next statement, in
    /// one round trip with all that were named so.
    /// </summary>
    /// <param name="args">Values and arrays as the driver knows them; typed ids as their values.</param>
    public void Later(string sql, object args) => later.Add(new(sql, args));

    /// <summary>The head of an event of a case that this transaction will publish.</summary>
    /// <param name="version">This service's new version of the case.</param>
    /// <param name="because">The event that led to it, when several are handled together.</param>
    public EventHead Head(CaseId id, CaseNumber number, int version, ActedBy by, IEvent? because = null) =>
        new(EventId.New(), version, id, number, now, by, TraceIdOf(Parent(because)));

    /// <summary>The head of an event of anything else.</summary>
    /// <param name="version">This service's new version of what it is about.</param>
    public AggregateHead Head(int version, ActedBy by, IEvent? because = null) =>
        new(EventId.New(), version, now, by, TraceIdOf(Parent(because)));

    /// <summary>
    /// Publishes with the commit. <paramref name="because"/> keeps the trace when several events are handled together.
    /// </summary>
    public void Publish(IEvent what, IEvent? because = null) => published.Add((what, Parent(because)));

    /// <summary>Publishes with the commit, under the trace of the request that is given.</summary>
    public void PublishFor(string? traceparent, IEvent what) => published.Add((what, traceparent));

    /// <summary>
    /// In a gathered batch: this one event waits for an earlier one, while the others are applied. It is as if it had
    /// not come yet; nothing may have been changed for it.
    /// </summary>
    public void TooEarly(IEvent what, string why) => early[what.Head.Id] = why;

    /// <summary>
    /// Of events that this service learns from, the newest of each aggregate, where that is newer than what was learnt
    /// before; from now on it counts as learnt. What comes late or twice is left out.
    /// </summary>
    public async Task<IReadOnlyList<T>> Newest<T>(IReadOnlyList<T> events) where T : class, IEvent
    {
        var last = events.GroupBy(e => e.Aggregate, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(e => e.Head.Version)!, StringComparer.Ordinal);
        var newer = await List<string>(Learn, new
        {
            aggregates = last.Keys.ToArray(), versions = last.Values.Select(e => e.Head.Version).ToArray(),
        });
        return [.. newer.Select(aggregate => last[aggregate])];
    }

    internal IReadOnlyDictionary<EventId, string> Early => early;

    public static string? TraceIdOf(string? traceparent) =>
        traceparent is { Length: 55 } ? traceparent.Substring(3, 32) : null;

    internal void Handling(Dictionary<EventId, string?> parents) => causes = parents;

    internal void Handling(IEvent one) => cause = causes?.GetValueOrDefault(one.Head.Id);

    string? Parent(IEvent? because) =>
        (because is not null ? causes?.GetValueOrDefault(because.Head.Id) : cause) ?? Activity.Current?.Id;

    /// <summary>Writes what is left, the outbox and the facts, and commits, in one round trip.</summary>
    /// <returns>What the relay is to publish.</returns>
    internal async Task<IReadOnlyList<OutboxRow>> Commit()
    {
        var rows = published.Select(p => (p.Event, p.Event.Head, Case: (p.Event as ICaseEvent)?.Head,
            Type: p.Event.GetType().Name, p.Parent,
            Body: JsonSerializer.SerializeToUtf8Bytes(p.Event, p.Event.GetType(), ContractJson.Options))).ToList();
        if (rows.Count > 0)
            Later(InsertOutboxAndFacts, new
            {
                ids = rows.Select(r => r.Head.Id.Value).ToArray(),
                types = rows.Select(r => r.Type).ToArray(),
                bodies = rows.Select(r => r.Body).ToArray(),
                parents = rows.Select(r => r.Parent).ToArray(),
                times = rows.Select(r => r.Head.OccurredAt).ToArray(),
                aggregates = rows.Select(r => r.Event.Aggregate).ToArray(),
                versions = rows.Select(r => r.Head.Version).ToArray(),
                cases = rows.Select(r => r.Case?.CaseId.Value).ToArray(),
                numbers = rows.Select(r => r.Case?.CaseNumber.Value).ToArray(),
                accounts = rows.Select(r => r.Head.By.Account.Value).ToArray(),
                organisations = rows.Select(r => r.Head.By.Organisation?.Value).ToArray(),
                patience = OutboxHandoff.Patience,
            });
        if (later.Count == 0)
        {
            await transaction.CommitAsync(cancel);
            return [];
        }
        Later("commit", new { });
        var ids = await Run();
        return [.. rows.Select(r => new OutboxRow(ids[r.Head.Id.Value], r.Head.Id.Value, r.Type, r.Body, r.Parent))];
    }

    async ValueTask Flush()
    {
        if (later.Count > 0)
            await Run();
    }

    /// <returns>The ids of the outbox rows, by message: no other statement that is sent so answers with rows.</returns>
    async Task<Dictionary<Guid, long>> Run()
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in later)
            batch.BatchCommands.Add(statement.ToCommand());
        later.Clear();
        var ids = new Dictionary<Guid, long>();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
                ids[reader.GetGuid(1)] = reader.GetInt64(0);
        }
        while (await reader.NextResultAsync(cancel));
        return ids;
    }

    CommandDefinition Command(string sql, object? args) => new(sql, args, transaction, cancellationToken: cancel);

    const string Learn = """
        insert into learnt (aggregate, version)
        select aggregate, version from unnest(@aggregates, @versions) as n (aggregate, version) order by aggregate
        on conflict (aggregate) do update set version = excluded.version, at = now()
        where learnt.version < excluded.version
        returning aggregate
        """;

    // The outbox rows are in the order of the calls, and are published in that order. This process publishes them at
    // once; other relays may take what is left after the patience. Each event's JSON is sent once for both tables.
    const string InsertOutboxAndFacts = """
        with told as materialized (
            select * from unnest(
                @ids, @types, @bodies, @parents, @times, @aggregates, @versions, @cases, @numbers, @accounts,
                @organisations)
                as n (id, type, body, traceparent, occurred_at, aggregate, version, case_id, case_number, account,
                    organisation)
        ), kept as (
            insert into fact (event_id, name, occurred_at, aggregate, version, case_id, case_number, account,
                organisation, event)
            select id, type, occurred_at, aggregate, version, case_id, case_number, account, organisation,
                convert_from(body, 'UTF8')::json
            from told
        )
        insert into outbox (message_id, type, body, traceparent, next_try_at)
        select id, type, body, traceparent, now() + @patience from told
        returning id, message_id
        """;
}
