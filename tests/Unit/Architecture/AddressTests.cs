using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// The demonstration is a client like any other: an address that was renamed must be renamed there too, or a new
/// county cannot be loaded.
/// </summary>
public sealed partial class AddressTests
{
    [GeneratedRegex(@"/api/(?<service>intake|routing|mediation|escalation)(?<path>/[^""?\s]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Value();

    static readonly Dictionary<string, HashSet<string>> Known = Repository.Files("*.json", "contracts/openapi")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(Repository.Read(file))
            .RootElement.GetProperty("paths").EnumerateObject().Select(path => Shape(path.Name))
            .ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    static readonly IReadOnlyList<(string File, string Service, string Path)> Used =
    [
        .. from file in Repository.Files("*.cs", "deploy")
           from Match one in Address().Matches(Repository.Read(file))
           select (file, one.Groups["service"].Value, Shape(one.Groups["path"].Value)),
    ];

    static string Shape(string path) => Value().Replace(path, "{}").TrimEnd('/');

    // What a file puts together from a beginning and an end counts by its beginning.
    static bool IsKnown(string service, string path) =>
        Known[service].Any(known => known == path || known.StartsWith(path + "/", StringComparison.Ordinal));

    [Fact]
    public void There_are_addresses_to_look_at() => Assert.True(Used.Count > 15, $"Only {Used.Count} were found.");

    [Fact]
    public void Every_address_that_the_demonstration_calls_is_one_of_the_public_api() => Offenders.None(
        from use in Used
        where !IsKnown(use.Service, use.Path)
        select $"{use.File}: /api/{use.Service}{use.Path} is not in contracts/openapi/{use.Service}.json");
}
