using System.Xml.Linq;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>The arrows of the design: contracts ← Kit ← each service; contracts, Kit ← gateway.</summary>
public sealed class ProjectTests
{
    static readonly string[] Services = ["Intake", "Routing", "Mediation", "Escalation"];

    /// <summary>
    /// What each project of the product may reference; anything else is a new arrow and must be decided.
    /// </summary>
    static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Dispatch.Contracts"] = [],
        ["Dispatch.Kit"] = ["Dispatch.Contracts"],
        ["Dispatch.Intake"] = ["Dispatch.Kit"],
        ["Dispatch.Routing"] = ["Dispatch.Kit"],
        ["Dispatch.Mediation"] = ["Dispatch.Kit"],
        ["Dispatch.Escalation"] = ["Dispatch.Kit"],
        ["Dispatch.Gateway"] = ["Dispatch.Kit", "Dispatch.Contracts"],
        // The demonstration is a client: it speaks the public API and knows the vocabulary.
        ["Dispatch.Demo"] = ["Dispatch.Contracts"],
    };

    static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Dispatch.Kit"] =
        [
            "MassTransit", "MassTransit.RabbitMQ", "RabbitMQ.Client", "Dapper", "Npgsql", "OpenTelemetry",
            "OpenTelemetry.Exporter.OpenTelemetryProtocol", "Microsoft.IdentityModel.JsonWebTokens",
            "Microsoft.AspNetCore.OpenApi",
        ],
        // Whether a point lies within a border is a rule of Routing. Offices keep their lists in Excel.
        ["Dispatch.Routing"] =
            ["CsvHelper", "NetTopologySuite", "DocumentFormat.OpenXml", "ExcelDataReader", "System.IO.Packaging"],
        // A supervision order goes out as a Word document.
        ["Dispatch.Escalation"] = ["DocumentFormat.OpenXml", "System.IO.Packaging"],
        ["Dispatch.Gateway"] = ["Yarp.ReverseProxy"],
        ["Dispatch.Demo"] = ["CsvHelper"],
    };

    static IEnumerable<(string Name, XDocument Xml)> Projects() => Repository.Files("*.csproj")
        .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileNameWithoutExtension(file), XDocument.Parse(Repository.Read(file))));

    static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(e => e.Attribute("Include")!.Value);

    [Fact]
    public void Every_service_and_the_contracts_and_the_kit_are_looked_at() => Assert.Superset(
        Services.Select(s => "Dispatch." + s).Concat(["Dispatch.Contracts", "Dispatch.Kit"])
            .ToHashSet(StringComparer.Ordinal),
        Projects().Select(p => p.Name).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Projects_reference_each_other_only_along_the_arrows() => Offenders.None(
        from project in Projects()
        from target in Includes(project.Xml, "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        where !Arrows.GetValueOrDefault(project.Name, []).Contains(target, StringComparer.Ordinal)
        select $"{project.Name} → {target}");

    [Fact]
    public void Only_the_kit_brings_in_messaging_database_and_telemetry() => Offenders.None(
        from project in Projects()
        from package in Includes(project.Xml, "PackageReference")
        where !Packages.GetValueOrDefault(project.Name, []).Contains(package, StringComparer.Ordinal)
        select $"{project.Name} uses the package {package}");

    [Fact]
    public void Only_the_kit_and_the_gateway_speak_to_the_broker_or_to_npgsql_directly() => Offenders.None(
        from file in Repository.Files("*.cs", "services")
        where !file.StartsWith("services/Kit/", StringComparison.Ordinal)
        from line in File.ReadLines(Repository.Path(file))
        where line.StartsWith("using ", StringComparison.Ordinal)
            && (line.Contains("MassTransit", StringComparison.Ordinal)
                || line.Contains("RabbitMQ", StringComparison.Ordinal)
                || line.Contains("OpenTelemetry", StringComparison.Ordinal)
                || line.Contains("Dapper", StringComparison.Ordinal))
        select $"{file}: {line}");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Dispatch.sln").Replace('\\', '/');
        Offenders.None(
            Repository.Files("*.csproj").Where(file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal)));
    }
}
