using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Contracts;

public sealed class OpenApiTests
{
    [Theory]
    [InlineData("intake", "services/Intake")]
    [InlineData("routing", "services/Routing")]
    [InlineData("mediation", "services/Mediation")]
    [InlineData("escalation", "services/Escalation")]
    [InlineData("gateway", "gateway")]
    public async Task The_committed_document_is_the_one_that_the_program_prints(string name, string folder)
    {
        var title = char.ToUpperInvariant(name[0]) + name[1..];
        var start = new ProcessStartInfo("dotnet",
            [Repository.Path(folder, "bin", "Release", "net10.0", $"Dispatch.{title}.dll"), "--openapi"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);

        var committed = await File.ReadAllTextAsync(Repository.Path("contracts", "openapi", name + ".json"));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(printed), JsonNode.Parse(committed)),
            $"contracts/openapi/{name}.json is not what {title} serves: run contracts/openapi/refresh, then "
            + "adapt the desks.");
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("routing")]
    [InlineData("mediation")]
    [InlineData("escalation")]
    [InlineData("gateway")]
    public void Every_operation_names_its_slice_once(string name)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Repository.Path("contracts", "openapi", name + ".json")));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Object))
            .Select(o => o.Value.GetProperty("operationId").GetString()!).ToList();
        Assert.NotEmpty(operations);
        Assert.DoesNotContain(operations, name => name.Contains('<', StringComparison.Ordinal));
        Assert.Equal(operations.Order(StringComparer.Ordinal),
            operations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
