using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Kit;

/// <summary>A background sweep that meets the unexpected does not take the process with it.</summary>
public sealed class SweepTests : KitTest
{
    async Task<(HttpStatusCode Code, string? Status, string? Detail)> Sweeps()
    {
        using var client = Service.Client(null);
        using var answer = await client.GetAsync("/health/ready");
        var shown = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks")
            .GetProperty("sweeps");
        return (answer.StatusCode, shown.GetProperty("status").GetString(),
            shown.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }

    [Fact]
    public async Task While_a_sweep_keeps_failing_the_process_serves_and_says_so_until_it_goes_on()
    {
        await using var running = await ServiceProcess.InPlaceOf(Service);
        Assert.Equal((HttpStatusCode.OK, "healthy", null), await Sweeps());
        var process = running.ProcessId;
        await Service.Database.Execute("insert into stumble (what) values ('a stone')");
        var (code, _, detail) = await Eventually.Get(
            Sweeps, told => told.Detail?.Contains("Stumble: 3 failed passes", StringComparison.Ordinal) == true,
            "the sweep is shown to fail", evidence: () => running.Log);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.EndsWith("last: InvalidOperationException: a stone", detail, StringComparison.Ordinal);

        // What else goes on in the process goes on as ever.
        await Bus.Publish(Registered());
        await Eventually.Equal(1, () => CountApplied("test.gather"), "the number applied", evidence: () => running.Log);

        await Service.Database.Execute("delete from stumble");
        await Eventually.Equal(
            (HttpStatusCode.OK, "healthy", null), Sweeps, "what is shown", evidence: () => running.Log);
        Assert.Equal(process, running.ProcessId);
        Assert.Contains("Stumble goes on after", running.Log, StringComparison.Ordinal);
    }
}
