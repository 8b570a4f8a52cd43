using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Dispatch.Demo.Play;

/// <summary>What became of each case.</summary>
/// <param name="Dispatched">Who leads, by case.</param>
/// <param name="DecidedAt">When a desk was told that the case was dispatched, or left to the centre.</param>
/// <param name="Clocks">How many clocks run, by case.</param>
/// <param name="Unaccounted">Those that nobody owns or no clock runs on.</param>
public sealed record Became(
    IReadOnlyDictionary<CaseNumber, string> Dispatched, IReadOnlySet<CaseNumber> Undecided,
    IReadOnlySet<CaseNumber> InMediation, IReadOnlyDictionary<CaseNumber, DateTimeOffset> DecidedAt,
    IReadOnlyDictionary<CaseNumber, int> Clocks, IReadOnlyList<CaseNumber> Unaccounted);

/// <summary>Listens as the centre's director does, and then asks each service what it holds.</summary>
public sealed class Follow(Seat director)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<CaseNumber, DateTimeOffset> decided = new();

    /// <summary>
    /// Hears every decision from now on. A lost stream costs only the times: what became of each case is asked for.
    /// </summary>
    public async Task Start()
    {
        var reader = await director.Api.Listen("/api/events", director.Token, CancellationToken.None);
        var listening = new TaskCompletionSource();
        _ = Task.Run(async () =>
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line == "event: refresh")
                    listening.TrySetResult();
                if (!line.StartsWith("data: {\"", StringComparison.Ordinal))
                    continue;
                var news = JsonSerializer.Deserialize<News>(line[6..], ContractJson.Options)!;
                if (news.What is "caseDispatched" or "caseUndecided")
                    decided.TryAdd(news.CaseNumber, director.Api.Clock.GetUtcNow());
            }
        });
        // The first "refresh" says that nothing is missed from here on.
        await Task.WhenAny(listening.Task, Task.Delay(LastWords));
    }

    /// <summary>Waits until each case has an owner and a running clock, or nothing has moved for a minute.</summary>
    public async Task<Became> Account(IReadOnlyCollection<Sent> sent, DateTimeOffset began)
    {
        var still = Stopwatch.StartNew();
        for (var least = int.MaxValue; ;)
        {
            var became = await Look(sent, began);
            if (became.Unaccounted.Count < least)
            {
                least = became.Unaccounted.Count;
                still.Restart();
            }
            // The last news to the desks may still be on its way.
            var heard = sent.All(s => decided.ContainsKey(s.Number)) || still.Elapsed > LastWords;
            if ((least == 0 && heard) || still.Elapsed > Patience)
                return became;
            await Task.Delay(500);
        }
    }

    public Task<LedgerShown> Books() => director.Get<LedgerShown>("/api/ledger");

    async Task<Became> Look(IReadOnlyCollection<Sent> sent, DateTimeOffset began)
    {
        var mine = sent.Select(s => s.Number).ToHashSet();
        var dispatched = new Dictionary<CaseNumber, string>();
        var since = Uri.EscapeDataString(began.AddMinutes(-1).ToString("O"));
        await foreach (var one in director.All<CaseShown>($"/api/intake/cases?from={since}", 2000))
        {
            if (mine.Contains(one.Number) && one.LeadOrganisation is not null)
                dispatched[one.Number] = one.LeadOrganisationName ?? one.LeadOrganisation.Value.Value;
        }
        var undecided = new HashSet<CaseNumber>();
        await foreach (var one in director.All<UndecidedShown>("/api/routing/undecided", 2000))
            undecided.Add(one.CaseNumber);
        undecided.IntersectWith(mine);
        var files = new HashSet<CaseNumber>();
        await foreach (var one in director.All<FileShown>("/api/mediation/files", 2000))
            files.Add(one.CaseNumber);
        files.IntersectWith(mine);
        var clocks = new Dictionary<CaseNumber, int>();
        foreach (var some in mine.Chunk(200))
        {
            var list = await director.Get<ClockList>($"/api/escalation/clocks?cases={string.Join(',', some)}");
            foreach (var running in list.Items.Where(c => c.StoppedAt is null).GroupBy(c => c.CaseNumber))
                clocks[running.Key] = running.Count();
        }
        return new(
            dispatched, undecided, files, decided, clocks,
            [.. mine.Where(n => !(dispatched.ContainsKey(n) || undecided.Contains(n)) || !clocks.ContainsKey(n))]);
    }

    sealed record News(CaseNumber CaseNumber, string What);
}
