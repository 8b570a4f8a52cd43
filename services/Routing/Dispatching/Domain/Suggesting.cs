using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Suggests to the centre who could lead a case that was not decided.</summary>
public static class Suggesting
{
    const int MaxSuggestions = 3;

    /// <summary>
    /// Puts a probability on the scale of keyword scores: certainty counts as one keyword of four characters.
    /// </summary>
    const double ScoreOfCertainty = 16;

    /// <param name="candidates">The matters that were considered for the case.</param>
    /// <returns>At most three, each for another organisation; the best first.</returns>
    public static IReadOnlyList<Suggestion> Best(
        RoutingPolicy policy, Question question, IReadOnlyList<Candidate> candidates, MatterPrediction? prediction)
    {
        var catalogue = policy.Catalogue;
        // Without a lead, for instance because the place is not known well enough, those who assist are the next best.
        var suggestions = candidates.Where(c => c.Prediction is null).SelectMany(c => c.Responsible.Lead is { } lead
                ? [Suggest(lead, c.Match.Matter, c.Match.Score, c.Responsible.Reasons)]
                : c.Responsible.Assisting.Select(a => Suggest(a, c.Match.Matter, c.Match.Score / 2,
                    [DecisionReasons.Assisting([a])])))
            .Concat(ByModel(policy, question, prediction))
            .Concat(question.Kind == CaseKind.Dispute && !question.MediationOver
                && catalogue.Nearest(OrganisationKind.Mediation, question.Place) is { } mediation
                && !Recusal.Touches(catalogue, mediation.Code, question.Against)
                ? [Suggest(mediation, null, 0, [DecisionReasons.Mediation(mediation)])]
                : []);
        return [.. suggestions.OrderByDescending(s => s.Score).DistinctBy(s => s.Organisation).Take(MaxSuggestions)];
    }

    static IEnumerable<Suggestion> ByModel(
        RoutingPolicy policy, Question question, MatterPrediction? prediction)
    {
        var catalogue = policy.Catalogue;
        if (prediction is null || catalogue.Jurisdictions.Place(question.Place) is not { } place)
            yield break;
        foreach (var one in prediction.Ranked)
        {
            if (catalogue.Matter(one.Matter) is { Level: MatterRow.Leaf } matter
                && ResponsibleOrganisations.Of(policy, matter, place, question) is { Lead: { } lead } owners)
                yield return Suggest(
                    lead, matter, one.Probability * ScoreOfCertainty,
                    [DecisionReasons.Predicted(matter, one), .. owners.Reasons]);
        }
    }

    static Suggestion Suggest(
        OrganisationRow organisation, MatterRow? matter, double score, IReadOnlyList<Reason> reasons) =>
        new(organisation.Code, organisation.Name, matter?.Code, matter?.Name, score, reasons);
}
