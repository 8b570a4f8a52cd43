using Dapper;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Forgets inbox rows and stored answers after a week: nothing is redelivered or sent again that late.
/// </summary>
sealed class Housekeeping(NpgsqlDataSource source, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected override TimeSpan BeforeFirst => Hour;

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(Telemetry.Quiet + Forget);
        return Hour;
    }

    const string Forget = """
        delete from inbox where at < now() - interval '7 days';
        delete from idempotency where at < now() - interval '7 days';
        """;
}
