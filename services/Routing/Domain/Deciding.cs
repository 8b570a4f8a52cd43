namespace Dispatch.Routing.Domain;

/// <summary>
/// Who must act on a case: by the matter that was chosen, else by what the text says, and by where it happened.
/// </summary>
/// <remarks>The same for a case that arrives, for "explain", and for one that comes back from mediation.</remarks>
public static class Deciding
{
    /// <summary>
    /// One keyword of two characters in a short text; a long one mentions much in passing and needs twice that.
    /// </summary>
    static double Enough(string text) => text.Length > 200 ? 8 : 4;

    /// <summary>How much better than the next owner's matter the best must be.</summary>
    const double Margin = 1.4;

    /// <summary>A matter that is not meant for this kind of case counts for less.</summary>
    const double OtherKind = 0.6;

    const int Weighed = 6;

    /// <param name="learned">What the model reads out of the text; null when there is none.</param>
    public static Decision Decide(Catalogue catalogue, Question question, Learned? learned = null)
    {
        var place = catalogue.Place(question.Place);
        var reasons = new List<Reason>();
        var considered = new List<Considered>();
        var chosen = question.Matter is { } id ? catalogue.Matter(id) : null;
        if (question.Matter is { } unknown && chosen is null)
            reasons.Add(Say.MatterUnknown(unknown));
        else if (chosen is { Level: < MatterRow.Leaf })
            reasons.Add(Say.MatterGroup(chosen));

        var ranked = chosen is { Level: MatterRow.Leaf } ? [] : Rank(catalogue, question, chosen);
        if (place is null)
            return Undecided(catalogue, question, [.. reasons, Say.PlaceUnknown(question.Place)], considered, [], learned);

        List<(KeywordMatch Match, Owners Owners)> weighed = chosen is { Level: MatterRow.Leaf }
            ? [(new(chosen, 0, []), Owners.Of(catalogue, chosen, place, question))]
            : [.. ranked.Take(Weighed).Select(m => (m, Owners.Of(catalogue, m.Matter, place, question)))];
        considered.AddRange(weighed.Select(w => Consider(w.Match, w.Owners)));

        var matter = chosen is { Level: MatterRow.Leaf } ? chosen : null;
        if (matter is not null)
            reasons.Add(Say.MatterChosen(matter));
        else if (Clear(question.Text, weighed) is var (clear, why))
        {
            reasons.Add(why);
            matter = clear;
        }
        if (matter is null)
            return Undecided(catalogue, question, reasons, considered, weighed, learned);

        var owners = weighed[0].Owners;
        reasons.AddRange(owners.Reasons);
        if (owners.Lead is null)
            return Undecided(catalogue, question, reasons, considered, weighed, learned) with { Matter = matter };

        var urgency = Raise(question.Urgency, matter.Grade);
        if (urgency != question.Urgency)
            reasons.Add(Say.UrgencyRaised(matter, urgency));
        return new(
            owners.Lead, owners.Assisting, matter, urgency, reasons, considered, [], catalogue.Rows.Versions, learned?.Version);
    }

    /// <summary>
    /// The more pressing of the two; a case that is merely complex gives way to one that is pressing.
    /// </summary>
    static Urgency Raise(Urgency reported, Urgency? grade)
    {
        static int Haste(Urgency urgency) => urgency switch
        {
            Urgency.Emergency => 3,
            Urgency.Urgent => 2,
            Urgency.Complex => 1,
            _ => 0,
        };
        return grade is { } of && Haste(of) > Haste(reported) ? of : reported;
    }

    static List<KeywordMatch> Rank(Catalogue catalogue, Question question, MatterRow? group)
    {
        var matches = catalogue.Matches(question.Text);
        matches.RemoveAll(m =>
            (question.MediationOver && m.Matter.Process == Process.Mediation)
            || (group is not null && !Under(catalogue, m.Matter, group)));
        for (var i = 0; i < matches.Count; i++)
        {
            if (matches[i].Matter.Kinds is { Count: > 0 } kinds && !kinds.Contains(question.Kind))
                matches[i] = matches[i] with { Score = matches[i].Score * OtherKind };
        }
        matches.Sort((a, b) =>
            b.Score != a.Score ? b.Score.CompareTo(a.Score)
                : string.CompareOrdinal(a.Matter.Code.Value, b.Matter.Code.Value));
        return matches;
    }

    static bool Under(Catalogue catalogue, MatterRow matter, MatterRow group)
    {
        for (var at = matter; at is not null; at = at.Parent is { } parent ? catalogue.Matter(parent) : null)
        {
            if (at.Code == group.Code)
                return true;
        }
        return false;
    }

    // Two matters of the same owner do not compete: whichever it is, the same organisation acts.
    static (MatterRow? Matter, Reason Why) Clear(
        string text, List<(KeywordMatch Match, Owners Owners)> weighed)
    {
        if (weighed.Count == 0)
            return (null, Say.NoMatch);
        var (best, owners) = weighed[0];
        if (best.Score < Enough(text))
            return (null, Say.TooWeak(best));
        var rival = weighed.Find(w => w.Owners.Lead?.Code != owners.Lead?.Code).Match;
        return rival is not null && best.Score < rival.Score * Margin
            ? (null, Say.Ambiguous(best, rival))
            : (best.Matter, Say.KeywordMatch(best));
    }

    static Considered Consider(KeywordMatch match, Owners owners) => new(
        match.Found.Count > 0 ? "keyword_match" : "matter_chosen", owners.Lead?.Code, match.Matter.Code,
        match.Found.Count > 0 ? match.Score : null,
        match.Found.Count > 0
            ? $"{match.Matter.Name}：提到“{string.Join("”“", match.Found)}”。{owners.Reasons[0].Text}"
            : $"{match.Matter.Name}：{owners.Reasons[0].Text}");

    static Decision Undecided(
        Catalogue catalogue, Question question, IReadOnlyList<Reason> reasons, IReadOnlyList<Considered> considered,
        List<(KeywordMatch Match, Owners Owners)> weighed, Learned? learned) =>
        new(null, [], null, question.Urgency, reasons, considered,
            Suggesting.Best(catalogue, question, weighed, learned), catalogue.Rows.Versions, learned?.Version);
}
