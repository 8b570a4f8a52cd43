using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Tests.Unit.Contracts;

/// <summary>
/// Each event has a sample of its JSON as it was first shipped. A sample is never edited: a new member is optional, so
/// that the old sample can still be read. Set DISPATCH_WRITE_SAMPLES=1 to write the sample of a new event.
/// </summary>
public sealed class EventSampleTests
{
    static readonly string Folder = Repository.Path("tests", "Unit", "Contracts", "samples");

    static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    static IEnumerable<string> Names() => typeof(IEvent).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IEvent)))
        .Select(type => type.Name).Order(StringComparer.Ordinal);

    public static TheoryData<string> Events() => [.. Names()];

    static Type TypeOf(string name) =>
        typeof(IEvent).Assembly.GetType("Dispatch.Contracts." + name, throwOnError: true)!;

    [Theory]
    [MemberData(nameof(Events))]
    public void The_sample_is_read_and_written_again_without_losing_anything(string name)
    {
        var file = Path.Combine(Folder, name + ".json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("DISPATCH_WRITE_SAMPLES") == "1")
            File.WriteAllText(file, Pretty(Sample.Of(TypeOf(name))));
        Assert.True(File.Exists(file), $"There is no sample {file}.");

        var old = JsonNode.Parse(File.ReadAllText(file))!;
        var read = old.Deserialize(TypeOf(name), ContractJson.Options)!;
        var now = JsonSerializer.SerializeToNode(read, TypeOf(name), ContractJson.Options)!;
        Assert.Empty(Lost(old, now, name));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_member_of_the_event_stands_in_the_sample_or_may_be_absent(string name)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();
        var nullability = new NullabilityInfoContext();
        Assert.Empty(TypeOf(name).GetProperties()
            .Where(p => nullability.Create(p).WriteState != NullabilityState.Nullable)
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(member => !sample.ContainsKey(member)));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void No_event_carries_who_the_petitioner_is(string name) => Assert.Empty(
        Members(TypeOf(name), []).Where(member =>
            member.Contains("petitioner", StringComparison.OrdinalIgnoreCase)
            || member.Contains("phone", StringComparison.OrdinalIgnoreCase)
            || member.Contains("idCard", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void A_catalogue_from_before_there_were_one_things_and_responsibilities_says_nothing_of_them()
    {
        var old = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, nameof(CataloguePublished) + ".json")))!
            .AsObject();
        foreach (var later in new[]
            { "oneThingsVersion", "oneThings", "responsibilitiesVersion", "responsibilities" })
            Assert.True(old.Remove(later));
        var read = old.Deserialize<CataloguePublished>(ContractJson.Options)!;
        Assert.NotEmpty(read.Organisations);
        Assert.Null(read.OneThings);
        Assert.Null(read.Responsibilities);
    }

    [Fact]
    public void No_sample_is_left_of_an_event_that_is_gone() => Assert.Empty(
        Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
            .Except(Names()));

    static IEnumerable<string> Members(Type type, HashSet<Type> seen) => !seen.Add(type) ? [] : type.GetProperties()
        .SelectMany(p =>
            Members(p.PropertyType.IsGenericType ? p.PropertyType.GetGenericArguments()[0] : p.PropertyType, seen)
            .Where(_ => p.PropertyType.Assembly == type.Assembly || p.PropertyType.IsGenericType).Prepend(p.Name));

    static IEnumerable<string> Lost(JsonNode? old, JsonNode? now, string path) => (old, now) switch
    {
        (JsonObject a, JsonObject b) =>
            a.SelectMany(member => Lost(member.Value, b[member.Key], $"{path}.{member.Key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count =>
            a.SelectMany((item, i) => Lost(item, b[i], $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(old, now) ? []
            : [$"{path}: {old?.ToJsonString()} became {now?.ToJsonString() ?? "nothing"}"],
    };

    static string Pretty(object sample) => JsonSerializer.Serialize(sample, sample.GetType(), Indented) + "\n";
}
