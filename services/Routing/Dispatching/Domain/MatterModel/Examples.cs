namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A text, and what it was found to be about.</summary>
public sealed record Example(string Text, string Label);

/// <summary>Which texts are the same message, sent again or written down in another form.</summary>
/// <remarks>
/// Held-out figures would flatter the model if one of a pair were trained on and the other tested.
/// </remarks>
public static class NearDuplicates
{
    // A run of three characters that more texts share says nothing about who copied whom.
    const int Rare = 12;

    /// <summary>How much of the shorter text must stand in the other.</summary>
    const double Shared = 0.3;

    /// <returns>A group number for each text; twins have the same.</returns>
    public static int[] Groups(IReadOnlyList<string> texts)
    {
        var runs = texts.Select(text => Grams.Of(text).Where(gram => gram >> 32 != 0).ToHashSet()).ToArray();
        var holders = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < runs.Length; i++)
        {
            foreach (var run in runs[i])
            {
                if (!holders.TryGetValue(run, out var list))
                    holders[run] = list = [];
                list.Add(i);
            }
        }
        var groups = Enumerable.Range(0, texts.Count).ToArray();
        var common = new Dictionary<int, int>();
        for (var i = 0; i < runs.Length; i++)
        {
            common.Clear();
            foreach (var other in runs[i].Select(run => holders[run]).Where(list => list.Count <= Rare)
                .SelectMany(list => list).Where(other => other > i))
            {
                common[other] = common.GetValueOrDefault(other) + 1;
            }
            foreach (var (other, count) in common)
            {
                if (count >= Shared * Math.Min(runs[i].Count, runs[other].Count))
                    groups[Root(groups, other)] = Root(groups, i);
            }
        }
        return [.. groups.Select((_, i) => Root(groups, i))];
    }

    static int Root(int[] groups, int of)
    {
        while (groups[of] != of)
            of = groups[of] = groups[groups[of]];
        return of;
    }
}
