using Dapper;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Makes the partitions of the facts for this month and the next three, and indexes those that are over by what
/// happened: at the start and then each day. Missing them is no harm: what has no partition of its own lands in the
/// default one.
/// </summary>
sealed class FactPartitions(NpgsqlDataSource source, TimeProvider clock, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            Telemetry.Quiet + "select make_fact_partitions(@now), index_closed_fact_months(@now)",
            new { now = clock.GetUtcNow() },
            cancellationToken: cancel));
        return Day;
    }
}
