namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>
/// An entry of the one-thing list (一件事清单): which departments a kind of problem needs on the spot, and who leads.
/// </summary>
/// <param name="Whistle">For which type of whistle it is meant; null: any.</param>
public sealed record OneThing(
    string Id, string Name, JurisdictionId Jurisdiction, IReadOnlyList<string> Matters, IReadOnlyList<string> Keywords,
    OrganisationId Lead, IReadOnlyList<OrganisationId> Assisting, WhistleType? Whistle, string Basis);

/// <summary>An entry that fits, and why.</summary>
public sealed record SuggestedOneThing(OneThing Entry, IReadOnlyList<Reason> Reasons);

/// <summary>Which entries of the one-thing list fit what somebody whistles for.</summary>
public static class OneThings
{
    /// <summary>
    /// The best first: one whose matter is the case's, then by the keywords that stand in the demand, then the nearest
    /// jurisdiction. One that is meant for another type of whistle does not fit.
    /// </summary>
    /// <param name="matter">Of the case, where one is known.</param>
    public static IReadOnlyList<SuggestedOneThing> Suggest(
        IReadOnlyList<OneThing> list, WhistleType type, string demand, MatterId? matter, JurisdictionId place) =>
    [
        .. from entry in list
           where place.IsWithin(entry.Jurisdiction) && (entry.Whistle is null || entry.Whistle == type)
           let found = entry.Keywords.Where(word => demand.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList()
           let byMatter = matter is { } known && entry.Matters.Contains(known.Value, StringComparer.Ordinal)
           where byMatter || found.Count > 0
           orderby byMatter descending, found.Sum(word => word.Length) descending,
               entry.Jurisdiction.Value.Length descending, entry.Id
           select new SuggestedOneThing(entry, Why(entry, found, byMatter)),
    ];

    static List<Reason> Why(OneThing entry, List<string> found, bool byMatter)
    {
        var why = new List<Reason>();
        if (byMatter)
            why.Add(new("one_thing_matter", $"所关联的事项属于“{entry.Name}”。"));
        if (found.Count > 0)
            why.Add(new("one_thing_keyword", $"吹哨事由提到“{string.Join("”“", found)}”，属于“{entry.Name}”。"));
        why.Add(new("one_thing_basis", $"依据：{entry.Basis}。"));
        return why;
    }
}
