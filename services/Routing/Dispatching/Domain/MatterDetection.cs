using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>A matter that the case may be about, with the evidence for it and whose duty it is.</summary>
/// <param name="Match">The keywords found; none when a person or the model named the matter.</param>
/// <param name="Prediction">Set when the model named it.</param>
public sealed record Candidate(KeywordMatch Match, ResponsibleOrganisations Responsible,
    PredictedMatter? Prediction = null);

/// <summary>
/// What a case is about: the matter chosen at registration, else the one that keywords and model find in the text.
/// </summary>
/// <param name="Matter">Always a leaf; null when the text leaves it open.</param>
/// <param name="Chosen">True when a person chose it at registration.</param>
/// <param name="Candidates">
/// The matters considered, the best first; when <paramref name="Matter"/> is known, it is the first.
/// </param>
public sealed record MatterDetection(
    MatterRow? Matter, bool Chosen, IReadOnlyList<Reason> Reasons, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>
    /// The lowest keyword score that decides: one keyword of two characters in a short text, and twice that in a long
    /// one, which mentions much in passing.
    /// </summary>
    static double MinScore(string text) => text.Length > 200 ? 8 : 4;

    /// <summary>How many times as high as that of the next matter with another owner the best score must be.</summary>
    const double MinRatio = 1.4;

    /// <summary>The factor for the score of a matter that is not listed for this kind of case.</summary>
    const double OtherKind = 0.6;

    /// <summary>The lowest probability at which the model decides, even when its own threshold is lower.</summary>
    const double MinProbability = 0.6;

    const int MaxCandidates = 6;

    public static MatterDetection Of(RoutingPolicy policy, Question question, JurisdictionRow place,
        MatterPrediction? prediction)
    {
        var catalogue = policy.Catalogue;
        var reasons = new List<Reason>();
        var chosen = question.Matter is { } id ? catalogue.Matter(id) : null;
        if (chosen is { Level: MatterRow.Leaf })
            return new(chosen, true, [DecisionReasons.MatterChosen(chosen)],
                [new(new(chosen, 0, []), ResponsibleOrganisations.Of(policy, chosen, place, question))]);
        if (question.Matter is { } unknown)
            reasons.Add(chosen is null ? DecisionReasons.MatterUnknown(unknown) : DecisionReasons.MatterGroup(chosen));

        List<Candidate> ranked = [.. Rank(catalogue, question, chosen).Take(MaxCandidates)
            .Select(match => new Candidate(match, ResponsibleOrganisations.Of(policy, match.Matter, place, question)))];
        var (matter, why) = ByKeywords(question.Text, ranked);
        if (ByModel(policy, question, place, prediction, chosen) is { } predicted)
        {
            (matter, why) = Combine(matter, ranked, predicted);
            ranked = [predicted, .. ranked.Where(c => c.Match.Matter.Code != predicted.Match.Matter.Code)];
        }
        if (matter is not null && ranked[0].Match.Matter.Code != matter.Code)
            ranked = [.. ranked.OrderByDescending(c => c.Match.Matter.Code == matter.Code)];
        return new(matter, false, [.. reasons, why], ranked);
    }

    // The model's best guess, when it is sure enough and the matter is possible.
    static Candidate? ByModel(
        RoutingPolicy policy, Question question, JurisdictionRow place, MatterPrediction? prediction, MatterRow? group)
    {
        if (prediction is not { Abstained: false, Ranked: [{ Probability: >= MinProbability } best, ..] }
            || policy.Catalogue.Matter(best.Matter) is not { Level: MatterRow.Leaf } matter
            || !Possible(policy.Catalogue, question, matter, group))
            return null;
        return new(new(matter, 0, []), ResponsibleOrganisations.Of(policy, matter, place, question), best);
    }

    // The model decides when the keywords do not, or when they name a matter of the same owner; else a person does.
    static (MatterRow?, Reason) Combine(MatterRow? byKeywords, List<Candidate> ranked, Candidate predicted)
    {
        var other = byKeywords is null ? null : ranked[0];
        return other is null || other.Responsible.Lead?.Code == predicted.Responsible.Lead?.Code
            ? (predicted.Match.Matter, DecisionReasons.Predicted(predicted.Match.Matter, predicted.Prediction!))
            : (null, DecisionReasons.Disagree(other.Match, predicted));
    }

    static List<KeywordMatch> Rank(CatalogueIndex catalogue, Question question, MatterRow? group)
    {
        var matches = catalogue.Matches(question.Text, question.Address);
        matches.RemoveAll(m => !Possible(catalogue, question, m.Matter, group));
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

    // Not a matter for mediation once that is over, and only one below the group that was chosen at registration.
    static bool Possible(CatalogueIndex catalogue, Question question, MatterRow matter, MatterRow? group) =>
        !(question.MediationOver && matter.Process == Process.Mediation)
        && (group is null || catalogue.Line(matter).Contains(group.Code));

    // Matters of the same owner do not compete: whichever it is, the same organisation acts.
    static (MatterRow? Matter, Reason Why) ByKeywords(string text, List<Candidate> ranked)
    {
        if (ranked.Count == 0)
            return (null, DecisionReasons.NoMatch);
        var (best, owners, _) = ranked[0];
        if (best.Score < MinScore(text))
            return (null, DecisionReasons.TooWeak(best));
        var rival = ranked.Find(c => c.Responsible.Lead?.Code != owners.Lead?.Code)?.Match;
        return rival is not null && best.Score < rival.Score * MinRatio
            ? (null, DecisionReasons.Ambiguous(best, rival))
            : (best.Matter, DecisionReasons.KeywordMatch(best));
    }
}
