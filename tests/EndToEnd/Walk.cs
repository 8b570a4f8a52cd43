using System.Buffers;
using System.Collections.Concurrent;

namespace Dispatch.Tests.EndToEnd;

/// <summary>Somebody in whose name the walk is made.</summary>
/// <param name="Unit">As a failure names it.</param>
public sealed record Walker(string Role, string Unit, HttpClient Client)
{
    public override string ToString() => $"{Role} of {Unit}";
}

/// <summary>One answer of the walk.</summary>
/// <param name="Address">What was called, as it was sent.</param>
/// <param name="Search">The parameter that searched; null where nothing but the list was asked for.</param>
public sealed record Seen(
    Walker By, Operation Operation, string Address, string? Search, int Status, string Text)
{
    public bool Given => Status is >= 200 and < 300;

    /// <summary>Those of the words that the answer tells.</summary>
    public IEnumerable<string> Tells(Words words)
    {
        if (!words.AnyIn(Text) && !(Given && words.AnyIn(Path)))
            return [];
        // A refusal repeats the address it was asked for; whoever is given something there learns that it exists.
        return words.All.Where(word => Given
            ? Text.Contains(word, StringComparison.Ordinal) || Path.Contains(word, StringComparison.Ordinal)
            : Text.Contains(word, StringComparison.Ordinal) && !Path.Contains(word, StringComparison.Ordinal));
    }

    string Path => Address.Split('?')[0];
}

/// <summary>Words that an answer is searched for.</summary>
public sealed class Words(IEnumerable<string> words)
{
    public IReadOnlyList<string> All { get; } = [.. words.Distinct(StringComparer.Ordinal)];

    readonly Lazy<SearchValues<string>> values =
        new(() => SearchValues.Create([.. words], StringComparison.Ordinal));

    public bool AnyIn(string text) => text.AsSpan().ContainsAny(values.Value);
}

/// <summary>Reads every address of the public API, with all that it can be asked about the village's cases.</summary>
public sealed class Walk(IReadOnlyList<Operation> operations, AccusedVillage village)
{
    const int AtOnce = 4;

    /// <summary>The live updates never end; they have a test of their own.</summary>
    public const string Stream = "GET /api/events";

    /// <summary>What a parameter of the query is always given, where there is one of this name.</summary>
    Dictionary<string, string> Always { get; } = new(StringComparer.Ordinal)
    {
        ["limit"] = "200", ["format"] = "csv", ["list"] = "duties", ["draft"] = village.Ids["draftId"][0],
        ["text"] = "屋顶漏水，申请动用维修资金", ["start"] = "2026-03-02T01:00:00Z", ["term"] = "3", ["unit"] = "workingDays",
    };

    /// <summary>What is asked for besides, one at a time.</summary>
    IEnumerable<(string Name, string Value)> Searches =>
    [
        ("q", CasesAgainst.Marker), ("phone", CasesAgainst.Phone), ("address", CasesAgainst.Address),
        ("organisation", AccusedVillage.Department), ("organisation", AccusedVillage.Superior),
        ("figure", "returned"), ("by", "organisation"), ("cases", string.Join(',', village.Numbers)),
        .. village.Numbers.SelectMany(number => new[] { ("q", number), ("case", number) }),
    ];

    /// <summary>Every answer to everybody who is let in.</summary>
    public async Task<IReadOnlyList<Seen>> Of(IEnumerable<Walker> walkers)
    {
        var all = new ConcurrentBag<Seen>();
        var calls = from walker in walkers
                    from operation in operations
                    where operation.Method == "GET" && operation.ToString() != Stream
                        && operation.Roles.Contains(walker.Role, StringComparer.Ordinal)
                    from address in Addresses(operation)
                    select (walker, operation, address.Written, address.Search);
        await Parallel.ForEachAsync(
            calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, cancel) =>
            {
                using var answer = await call.walker.Client.GetAsync(call.Written, cancel);
                all.Add(new(
                    call.walker, call.operation, call.Written, call.Search, (int)answer.StatusCode,
                    await answer.Content.ReadAsStringAsync(cancel)));
            });
        return [.. all];
    }

    IEnumerable<(string Written, string? Search)> Addresses(Operation operation) =>
        from path in Paths(operation)
        from query in Queries(operation)
        select (path + query.Written, query.Search);

    // A parameter that the arranged cases give nothing for is a new one: it has to be placed.
    IEnumerable<string> Paths(Operation operation) => operation.Names("path").Aggregate(
        Enumerable.Repeat(operation.Path, 1),
        (paths, name) => [.. paths.SelectMany(path => village.Ids.TryGetValue(name, out var values)
            ? values.Select(value => path.Replace("{" + name + "}", value, StringComparison.Ordinal))
            : throw new InvalidOperationException($"{operation}: nothing is known to put for {name}."))]);

    IEnumerable<(string Written, string? Search)> Queries(Operation operation)
    {
        var names = operation.Names("query");
        var always = names.Where(Always.ContainsKey).Select(name => (name, Always[name])).ToList();
        return Searches.Where(search => names.Contains(search.Name))
            .Select(search => (Written([.. always, search]), (string?)search.Name)).Prepend((Written(always), null));
    }

    static string Written(List<(string Name, string Value)> query) => query.Count == 0 ? ""
        : "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"));
}
