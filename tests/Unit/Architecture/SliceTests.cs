using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>Each use case is one file, named in its service's table of contents and by some test.</summary>
public sealed partial class SliceTests
{
    [GeneratedRegex(@"public static (void|RouteHandlerBuilder) Map\(IEndpointRouteBuilder routes\)")]
    private static partial Regex Maps();

    // Also what a slice hands to the one that maps a family of routes, such as ReplaceList.Map(routes, "duties", …).
    [GeneratedRegex(@"\.Map(Get|Post|Put|Delete|Patch)?\(\s*(routes, )?\$?""(?<route>[^""]+)""")]
    private static partial Regex Route();

    [GeneratedRegex(@"Queue\(""(?<name>[^""]+)""\)")]
    private static partial Regex QueueCall();

    static IReadOnlyList<string> Slices() =>
    [
        .. Repository.Files("*.cs", "services").Concat(Repository.Files("*.cs", "gateway"))
            .Where(file => !file.StartsWith("services/Kit/", StringComparison.Ordinal)
                && !IsContents(file)
                && Maps().IsMatch(Repository.Read(file))),
    ];

    // A service with several houses has a table of contents for each.
    static string ContentsOf(string slice) => string.Join('\n',
        Repository.Files("*.cs", slice.StartsWith("gateway/", StringComparison.Ordinal)
                ? "gateway" : string.Join('/', slice.Split('/')[..2]))
            .Where(IsContents).Select(Repository.Read));

    static bool IsContents(string file) =>
        file.EndsWith("App.cs", StringComparison.Ordinal) || file.EndsWith("Routes.cs", StringComparison.Ordinal);

    static readonly Lazy<string> Tests = new(() => string.Join('\n', Repository.Files("*.cs", "tests")
        .Where(file => !file.StartsWith("tests/Harness/", StringComparison.Ordinal)).Select(Repository.Read)));

    [Fact]
    public void There_are_slices_to_look_at() =>
        Assert.True(Slices().Count > 20, $"Only {Slices().Count} slices were found.");

    [Fact]
    public void Every_slice_is_mapped_by_name_in_its_table_of_contents() => Offenders.None(
        Slices().Where(slice => !ContentsOf(slice)
            .Contains(Path.GetFileNameWithoutExtension(slice) + ".Map(", StringComparison.Ordinal)));

    [Fact]
    public void Every_slice_is_mentioned_by_some_test_by_name_or_route() => Offenders.None(
        Slices().Where(slice => !Mentioned(slice)).Select(slice => slice + " is tested nowhere"));

    [Fact]
    public void Every_endpoint_names_the_roles_that_may_call_it() => Offenders.None(
        from slice in Slices()
        where !slice.StartsWith("gateway/", StringComparison.Ordinal)
        let text = Repository.Read(slice)
        let routes = Regex.Count(text, @"\.Map(Get|Post|Put|Delete|Patch)\(")
        let allowed = Regex.Count(text, @"\.Allow\(")
        where allowed < routes
        select $"{slice}: {routes} routes, {allowed} of them with Allow(…)");

    [Fact]
    public void The_harness_knows_every_queue() => Assert.Equal(
        Repository.Files("*.cs", "services").Concat(Repository.Files("*.cs", "gateway"))
            .SelectMany(file => QueueCall().Matches(Repository.Read(file)).Select(m => m.Groups["name"].Value))
            .Order(StringComparer.Ordinal),
        Queues.All.Order(StringComparer.Ordinal));

    [Fact]
    public void Queues_are_named_after_their_service_in_kebab_case() => Offenders.None(
        from file in Repository.Files("*.cs", "services").Concat(Repository.Files("*.cs", "gateway"))
        from Match queue in QueueCall().Matches(Repository.Read(file))
        let service = file.StartsWith("gateway/", StringComparison.Ordinal)
            ? "gateway" : file.Split('/')[1].ToLowerInvariant()
        where !Regex.IsMatch(queue.Groups["name"].Value, $"^{service}\\.[a-z]+(-[a-z]+)*$")
        select $"{file}: {queue.Value}");

    // A route counts when its last word stands in a test: in an address, or alone where the address is put together.
    static bool Mentioned(string slice)
    {
        var text = Repository.Read(slice);
        var routes = Route().Matches(text).Select(match => match.Groups["route"].Value)
            .Concat(text.Contains("ReconciliationEndpoints.Map(", StringComparison.Ordinal) ? ["/ledger"] : []);
        return Regex.IsMatch(Tests.Value, $@"\b{Path.GetFileNameWithoutExtension(slice)}\b")
            || routes.Any(route =>
                Word(route) is { } word && Regex.IsMatch(Tests.Value, $"[\"/]{Regex.Escape(word)}[\"/?]"));
    }

    static string? Word(string route) =>
        route.Split('/').LastOrDefault(part => part.Length > 0 && !part.Contains('{', StringComparison.Ordinal));
}
