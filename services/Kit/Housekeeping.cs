using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Forgets inbox rows and stored answers after a week: nothing is redelivered or sent again that late.
/// </summary>
sealed class Housekeeping(NpgsqlDataSource source, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hour = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await hour.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                await connection.ExecuteAsync(Telemetry.Quiet + Forget);
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogInformation("Housekeeping waits for the database: {Problem}", problem.Message);
            }
        }
    }

    const string Forget = """
        delete from inbox where at < now() - interval '7 days';
        delete from idempotency where at < now() - interval '7 days';
        """;
}
