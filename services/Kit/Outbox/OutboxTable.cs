using Dapper;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>The relay's statements; none of them makes a span.</summary>
static class OutboxTable
{
    public static async Task<List<OutboxRow>> Claim(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string claim, object which,
        CancellationToken stop) =>
        (await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            Telemetry.Quiet + claim, which, transaction, cancellationToken: stop))).AsList();

    /// <summary>Removes what the broker has; what it did not take waits with the reason.</summary>
    public static async Task Settle(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, List<OutboxRow> rows, List<Refused> refusals,
        CancellationToken stop)
    {
        var ids = rows.Select(r => r.Id).Except(refusals.Select(r => r.Id)).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            Telemetry.Quiet + Remove, new { ids }, transaction, cancellationToken: stop));
        if (refusals.Count == 0)
            return;
        await connection.ExecuteAsync(new CommandDefinition(Telemetry.Quiet + Postpone, new
        {
            refused = refusals.Select(r => r.Id).ToArray(),
            why = refusals.Select(r => r.Why).ToArray(),
        }, transaction, cancellationToken: stop));
    }

    /// <summary>Rows of a process that is gone, or that were too many for <see cref="OutboxHandoff"/>.</summary>
    public const string LeftBehind = """
        select id, message_id, type, body, traceparent
        from outbox
        where attempts = 0 and next_try_at <= now()
        order by id
        limit @limit
        for update skip locked
        """;

    /// <summary>Rows that this process has kept waiting so long that another may have taken them over.</summary>
    public const string ByIds = """
        select id, message_id, type, body, traceparent
        from outbox
        where id = any(@ids) and attempts = 0
        order by id
        for update skip locked
        """;

    /// <summary>Rows that the broker did not take before.</summary>
    public const string Retries = """
        select id, message_id, type, body, traceparent
        from outbox
        where attempts > 0 and next_try_at <= now()
        order by next_try_at
        limit @limit
        for update skip locked
        """;

    const string Remove = "delete from outbox where id = any(@ids)";

    // A refused message waits longer each time, up to a minute.
    const string Postpone = """
        update outbox o
        set attempts = attempts + 1, last_error = n.why,
            next_try_at = now() + least(attempts + 1, 60) * interval '1 second'
        from unnest(@refused, @why) as n (id, why)
        where o.id = n.id
        """;
}
