namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>A labelled text to train on; the label is the code of a leaf matter.</summary>
public sealed record Example(string Text, string Label);

/// <summary>
/// Finds texts that are near duplicates: the same message, sent again or written down in another form.
/// </summary>
/// <remarks>
/// Cross-validation must keep near duplicates in one fold: held-out figures are too good when a model is tested on a
/// copy of what it was trained on.
/// </remarks>
public static class NearDuplicates
{
    /// <summary>A trigram that more texts share is a common phrase and no sign that one is a copy.</summary>
    const int MaxHolders = 12;

    /// <summary>The share of the shorter text's trigrams that two near duplicates have in common at least.</summary>
    const double MinOverlap = 0.3;

    /// <returns>
    /// A group number for each text, in their order. Near duplicates have the same, and so have two texts that others
    /// link.
    /// </returns>
    public static int[] Groups(IReadOnlyList<string> texts)
    {
        var trigrams = texts.Select(text => Grams.Of(text).Where(gram => gram >> 32 != 0).ToHashSet()).ToArray();
        var holders = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < trigrams.Length; i++)
        {
            foreach (var trigram in trigrams[i])
            {
                if (!holders.TryGetValue(trigram, out var list))
                    holders[trigram] = list = [];
                list.Add(i);
            }
        }
        // A union-find forest: each text points towards the root of its group.
        var groups = Enumerable.Range(0, texts.Count).ToArray();
        var common = new Dictionary<int, int>();
        for (var i = 0; i < trigrams.Length; i++)
        {
            common.Clear();
            foreach (var other in trigrams[i].Select(trigram => holders[trigram])
                .Where(list => list.Count <= MaxHolders).SelectMany(list => list).Where(other => other > i))
            {
                common[other] = common.GetValueOrDefault(other) + 1;
            }
            foreach (var (other, count) in common)
            {
                if (count >= MinOverlap * Math.Min(trigrams[i].Count, trigrams[other].Count))
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
