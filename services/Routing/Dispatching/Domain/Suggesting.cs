using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>The best ways in which the centre could decide what no rule did.</summary>
public static class Suggesting
{
    const int Suggested = 3;

    /// <summary>A probability beside the keywords' scores: a sure model counts as one long keyword.</summary>
    const double Certain = 16;

    public static IReadOnlyList<Suggestion> Best(
        RoutingPolicy policy, Question question, IReadOnlyList<Candidate> weighed, MatterPrediction? prediction)
    {
        var catalogue = policy.Catalogue;
        // Where the lead depends on a place that is not known, those who would assist are the next best.
        var suggestions = weighed.Where(w => w.Prediction is null).SelectMany(w => w.Responsible.Lead is { } lead
                ? [Suggest(lead, w.Match.Matter, w.Match.Score, w.Responsible.Reasons)]
                : w.Responsible.Assisting.Select(a => Suggest(a, w.Match.Matter, w.Match.Score / 2,
                    [DecisionReasons.Assisting([a])])))
            .Concat(MatterPrediction(policy, question, prediction))
            .Concat(question.Kind == CaseKind.Dispute && !question.MediationOver
                && catalogue.Nearest(OrganisationKind.Mediation, question.Place) is { } mediation
                && !Recusal.Touches(catalogue, mediation.Code, question.Against)
                ? [Suggest(mediation, null, 0, [DecisionReasons.Mediation(mediation)])]
                : []);
        return [.. suggestions.OrderByDescending(s => s.Score).DistinctBy(s => s.Organisation).Take(Suggested)];
    }

    static IEnumerable<Suggestion> MatterPrediction(RoutingPolicy policy, Question question,
        MatterPrediction? prediction)
    {
        var catalogue = policy.Catalogue;
        if (prediction is null || catalogue.Jurisdictions.Place(question.Place) is not { } place)
            yield break;
        foreach (var one in prediction.Ranked)
        {
            if (catalogue.Matter(one.Matter) is { Level: MatterRow.Leaf } matter
                && ResponsibleOrganisations.Of(policy, matter, place, question) is { Lead: { } lead } owners)
                yield return Suggest(
                    lead, matter, one.Probability * Certain,
                    [DecisionReasons.Predicted(matter, one), .. owners.Reasons]);
        }
    }

    static Suggestion Suggest(
        OrganisationRow organisation, MatterRow? matter, double score, IReadOnlyList<Reason> reasons) =>
        new(organisation.Code, organisation.Name, matter?.Code, matter?.Name, score, reasons);
}
