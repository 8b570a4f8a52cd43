using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Makes the partitions of the facts for this month and the next three: at the start and then each day. Missing them is
/// no harm: what has no partition of its own lands in the default one.
/// </summary>
sealed class FactPartitions(NpgsqlDataSource source, TimeProvider clock, ILogger<FactPartitions> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var day = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                await connection.ExecuteAsync(new CommandDefinition(
                    Telemetry.Quiet + "select make_fact_partitions(@now)", new { now = clock.GetUtcNow() },
                    cancellationToken: stoppingToken));
            }
            catch (Exception problem) when (problem is NpgsqlException || Outage.Is(problem))
            {
                log.LogWarning("The facts' next partitions are not made for now: {Problem}", problem.Message);
            }
        }
        while (await day.WaitForNextTickAsync(stoppingToken));
    }
}
