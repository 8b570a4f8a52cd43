using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>A matter that may be meant, with what speaks for it and who owes it.</summary>
public sealed record Candidate(KeywordMatch Match, ResponsibleOrganisations Responsible,
    PredictedMatter? Prediction = null);

/// <summary>What a case is about: chosen at registration, else read out of the text.</summary>
/// <param name="Matter">Null where the text leaves it open.</param>
/// <param name="Chosen">A person chose it; else it is a suggestion above the threshold.</param>
/// <param name="Candidates">What was weighed, the best first.</param>
public sealed record MatterDetection(
    MatterRow? Matter, bool Chosen, IReadOnlyList<Reason> Reasons, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>
    /// One keyword of two characters in a short text; a long one mentions much in passing and needs twice that.
    /// </summary>
    static double Enough(string text) => text.Length > 200 ? 8 : 4;

    /// <summary>How much better than the next owner's matter the best must be.</summary>
    const double Margin = 1.4;

    /// <summary>A matter that is not meant for this kind of case counts for less.</summary>
    const double OtherKind = 0.6;

    /// <summary>Below this probability the model only suggests, whatever it thinks of itself.</summary>
    const double Sure = 0.6;

    const int Weighed = 6;

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

        List<Candidate> ranked = [.. Rank(catalogue, question, chosen).Take(Weighed)
            .Select(match => new Candidate(match, ResponsibleOrganisations.Of(policy, match.Matter, place, question)))];
        var (matter, why) = ByKeywords(question.Text, ranked);
        if (Trusted(policy, question, place, prediction, chosen) is { } read)
        {
            (matter, why) = Both(matter, why, ranked, read);
            ranked = [read, .. ranked.Where(c => c.Match.Matter.Code != read.Match.Matter.Code)];
        }
        if (matter is not null && ranked[0].Match.Matter.Code != matter.Code)
            ranked = [.. ranked.OrderByDescending(c => c.Match.Matter.Code == matter.Code)];
        return new(matter, false, [.. reasons, why], ranked);
    }

    // The model's best, where it is sure and the matter is one that may be meant.
    static Candidate? Trusted(
        RoutingPolicy policy, Question question, JurisdictionRow place, MatterPrediction? prediction, MatterRow? group)
    {
        if (prediction is not { Abstained: false, Ranked: [{ Probability: >= Sure } best, ..] }
            || policy.Catalogue.Matter(best.Matter) is not { Level: MatterRow.Leaf } matter
            || !Meant(policy.Catalogue, question, matter, group))
            return null;
        return new(new(matter, 0, []), ResponsibleOrganisations.Of(policy, matter, place, question), best);
    }

    // Keywords and model must not name different owners: then a person decides. A model that is sure goes before
    // keywords that are not.
    static (MatterRow?, Reason) Both(MatterRow? byWords, Reason why, List<Candidate> ranked, Candidate read)
    {
        var other = byWords is null ? null : ranked[0];
        return other is null || other.Responsible.Lead?.Code == read.Responsible.Lead?.Code
            ? (read.Match.Matter, DecisionReasons.Predicted(read.Match.Matter, read.Prediction!))
            : (null, DecisionReasons.Disagree(other.Match, read));
    }

    static List<KeywordMatch> Rank(CatalogueIndex catalogue, Question question, MatterRow? group)
    {
        var matches = catalogue.Matches(question.Text, question.Address);
        matches.RemoveAll(m => !Meant(catalogue, question, m.Matter, group));
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

    static bool Meant(CatalogueIndex catalogue, Question question, MatterRow matter, MatterRow? group) =>
        !(question.MediationOver && matter.Process == Process.Mediation)
        && (group is null || catalogue.Line(matter).Contains(group.Code));

    // Two matters of the same owner do not compete: whichever it is, the same organisation acts.
    static (MatterRow? Matter, Reason Why) ByKeywords(string text, List<Candidate> weighed)
    {
        if (weighed.Count == 0)
            return (null, DecisionReasons.NoMatch);
        var (best, owners, _) = weighed[0];
        if (best.Score < Enough(text))
            return (null, DecisionReasons.TooWeak(best));
        var rival = weighed.Find(w => w.Responsible.Lead?.Code != owners.Lead?.Code)?.Match;
        return rival is not null && best.Score < rival.Score * Margin
            ? (null, DecisionReasons.Ambiguous(best, rival))
            : (best.Matter, DecisionReasons.KeywordMatch(best));
    }
}
