using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Gateway;

/// <summary>
/// Makes the gateway's <c>/health/ready</c> answer for all five processes, each with what it says of itself.
/// </summary>
sealed class UpstreamHealth(Upstream upstream, UpstreamCalls calls) : IHealthCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Add(IServiceCollection services)
    {
        var checks = services.AddHealthChecks();
        foreach (var upstream in Upstreams.All)
            checks.Add(new(
                upstream.Name, all => new UpstreamHealth(upstream, all.GetRequiredService<UpstreamCalls>()),
                failureStatus: null, ["ready"], Patience));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await calls.Send(upstream, "/health/ready", null, cancellationToken);
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var data = told.TryGetProperty("checks", out var checks)
                // Without the details, which name the hosts of the broker and the database.
                ? checks.EnumerateObject().ToDictionary(
                    c => c.Name, c => (object)c.Value.GetProperty("status"), StringComparer.Ordinal)
                : [];
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy(data: data)
                : HealthCheckResult.Unhealthy("Not ready.", data: data);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            return HealthCheckResult.Unhealthy("Does not answer.");
        }
    }
}
