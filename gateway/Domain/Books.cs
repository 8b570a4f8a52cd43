namespace Dispatch.Gateway.Domain;

/// <summary>A case that stands in one service's book and not in another's.</summary>
/// <param name="What">What is wrong, in plain Chinese.</param>
/// <param name="Since">Since when the case has stood in the book that has it, UTC.</param>
public sealed record Imbalance(CaseNumber CaseNumber, string What, DateTimeOffset Since);

/// <summary>
/// The books balance when every open case has an owner and a running clock, and no case that is at its end has either:
/// the same cases must stand in the books of Intake, Routing and Escalation.
/// </summary>
public static class Books
{
    /// <summary>The slices in which the three books differ; the others need not be listed.</summary>
    public static IReadOnlyList<string> Differing(
        ReconciliationBook intake, ReconciliationBook routing, ReconciliationBook escalation)
    {
        var books = new[] { intake, routing, escalation }
            .Select(b => b.BySlice.ToDictionary(s => s.Slice, StringComparer.Ordinal)).ToArray();
        return
        [
            .. books.SelectMany(b => b.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(slice => books.Select(b => b.GetValueOrDefault(slice)).Distinct().Count() > 1),
        ];
    }

    /// <summary>The cases that do not stand in all three.</summary>
    public static IReadOnlyDictionary<CaseId, Imbalance> Compare(
        IReadOnlyList<ReconciliationEntry> intake, IReadOnlyList<ReconciliationEntry> routing,
        IReadOnlyList<ReconciliationEntry> escalation)
    {
        var cases = intake.ToDictionary(e => e.CaseId);
        var tickets = routing.ToDictionary(e => e.CaseId);
        var clocks = escalation.ToDictionary(e => e.CaseId);
        var found = new Dictionary<CaseId, Imbalance>();
        foreach (var id in cases.Keys.Union(tickets.Keys).Union(clocks.Keys))
        {
            var faults = Faults(cases.ContainsKey(id), tickets.ContainsKey(id), clocks.ContainsKey(id));
            if (faults.Length == 0)
                continue;
            var entry = cases.GetValueOrDefault(id) ?? tickets.GetValueOrDefault(id) ?? clocks[id];
            found[id] = new(entry.CaseNumber, string.Join('；', faults), entry.Since);
        }
        return found;
    }

    /// <summary>
    /// What was found both times, without the cases that changed a moment ago: their event may not have arrived yet.
    /// </summary>
    public static IReadOnlyList<Imbalance> Lasting(
        IReadOnlyDictionary<CaseId, Imbalance> first, IReadOnlyDictionary<CaseId, Imbalance> second,
        DateTimeOffset now) =>
    [
        .. second
            .Where(s => s.Value.Since < now - OnItsWay)
            .Where(s => first.TryGetValue(s.Key, out var seen) && seen.What == s.Value.What)
            .Select(s => s.Value).OrderBy(i => i.Since).ThenBy(i => i.CaseNumber.Value, StringComparer.Ordinal),
    ];

    /// <summary>How long an event may take from one service to another.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    static string[] Faults(bool open, bool owned, bool timed) => (open, owned, timed) switch
    {
        (true, false, true) => ["无主办单位"],
        (true, true, false) => ["无在走时限"],
        (true, false, false) => ["无主办单位", "无在走时限"],
        (false, true, false) => ["已归档但仍有派遣单"],
        (false, false, true) => ["已归档但时限仍在走"],
        (false, true, true) => ["已归档但仍有派遣单", "已归档但时限仍在走"],
        _ => [],
    };
}
