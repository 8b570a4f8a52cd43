using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: its database and its queues work too.
/// </summary>
public static class Health
{
    public static void Add(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", tags: ["ready"], timeout: TimeSpan.FromSeconds(3));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = Write })
            .AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new()
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = Write
        }).AllowAnonymous();
    }

    static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        checks = report.Entries.ToDictionary(e => e.Key, e => new
        {
            status = e.Value.Status.ToString().ToLowerInvariant(),
            detail = e.Value.Description,
            data = e.Value.Data.Count > 0 ? e.Value.Data : null,
        }, StringComparer.Ordinal),
    });

    sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context,
            CancellationToken cancellationToken = default)
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var waiting = await connection.ExecuteScalarAsync<long>(Telemetry.Quiet
                + "select count(*) from (select from outbox limit 10000) o");
            return HealthCheckResult.Healthy(data: new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["outbox"] = waiting,
            });
        }
    }
}
