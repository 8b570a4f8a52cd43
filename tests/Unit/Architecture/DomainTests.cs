using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>Rules are pure: state, command and time go in, an event or a refusal comes out.</summary>
public sealed partial class DomainTests
{
    static IEnumerable<string> Files() => Repository.Files("*.cs", "services")
        .Where(file => file.Contains("/Domain/", StringComparison.Ordinal));

    [GeneratedRegex(
        @"DateTime(Offset)?\.(Utc)?Now|TimeProvider|\basync\b|\bawait\b|\bTask\b"
        + @"|using (Dapper|Npgsql|MassTransit|RabbitMQ|System\.IO|System\.Net|Microsoft\.(Extensions|AspNetCore))"
        + @"|\bILogger\b|\bHttpClient\b|\bHttpContext\b|\bDatabase\b|\bWork\b|\bFile\.|\bDirectory\."
        + @"|\bEnvironment\.|\bRandom\b|\bThread\b|\bStopwatch\b")]
    private static partial Regex Impure();

    [Fact]
    public void Each_service_has_rules_of_its_own() => Assert.Equal(
        ["Escalation", "Intake", "Mediation", "Routing"],
        Files().Select(file => file.Split('/')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_do_no_input_or_output_and_ask_no_clock() => Offenders.None(
        from file in Files()
        from line in File.ReadLines(Repository.Path(file)).Select((text, index) => (text, number: index + 1))
        let code = line.text.Split("//")[0]
        where Impure().IsMatch(code)
        select $"{file}:{line.number}: {code.Trim()}");

    [Fact]
    public void Nothing_in_the_product_asks_a_static_clock() => Offenders.None(
        from file in Repository.Files("*.cs", "services").Concat(Repository.Files("*.cs", "contracts"))
            .Concat(Repository.Files("*.cs", "deploy")).Concat(Gateway())
        from line in File.ReadLines(Repository.Path(file))
        where StaticClock().IsMatch(line.Split("//")[0])
        select $"{file}: {line.Trim()}");

    static IEnumerable<string> Gateway() =>
        Directory.Exists(Repository.Path("gateway")) ? Repository.Files("*.cs", "gateway") : [];

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex StaticClock();
}
