using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// Decides who must act on a case: first by precedents, then by rules, the most specific first, then by the duties for
/// its matter, which was chosen at registration or is clear from the text. Otherwise the centre decides.
/// </summary>
/// <remarks>
/// New cases, dry runs, simulations and cases that come back from mediation are all decided here.
/// </remarks>
public static class Deciding
{
    /// <summary>Decides by the lists alone, without precedents or exemptions.</summary>
    public static Decision Decide(CatalogueIndex catalogue, Question question, MatterPrediction? prediction = null) =>
        Decide(RoutingPolicy.Of(catalogue), question, prediction);

    /// <param name="prediction">The prediction of the model; null when it was not asked or has none.</param>
    /// <returns>A decision without a lead, and with suggestions, when the centre must decide.</returns>
    public static Decision Decide(RoutingPolicy policy, Question question, MatterPrediction? prediction = null)
    {
        var catalogue = policy.Catalogue;
        if (catalogue.Jurisdictions.Place(question.Place) is not { } place)
            return new(null, [], null, question.Urgency, [DecisionReasons.PlaceUnknown(question.Place)], [],
                Suggesting.Best(policy, question, [], prediction), catalogue.Rows.Versions, prediction?.Version);

        var detection = MatterDetection.Of(policy, question, place, prediction);
        var chain = new DecisionChain(policy, question, place, detection);
        var chosen = chain.Evaluate();
        var urgency = Raise(question.Urgency, detection.Matter?.Grade);
        List<Reason> reasons = [.. detection.Reasons, .. chosen.Reasons];
        if (chosen.Lead is null)
            return new(null, [], detection.Matter, question.Urgency, reasons, chain.Considered,
                Suggesting.Best(policy, question, detection.Candidates, prediction), catalogue.Rows.Versions,
                prediction?.Version);

        if (detection.Matter is { } matter && urgency != question.Urgency)
            reasons.Add(DecisionReasons.UrgencyRaised(matter, urgency));
        return new(
            chosen.Lead, chosen.Assisting, detection.Matter, urgency, reasons, chain.Considered, [],
            catalogue.Rows.Versions, prediction?.Version, chosen.Step, chosen.Exemptions);
    }

    /// <summary>The more pressing of the reported urgency and the matter's grade; complex ranks below urgent.</summary>
    static Urgency Raise(Urgency reported, Urgency? grade)
    {
        static int Rank(Urgency urgency) => urgency switch
        {
            Urgency.Emergency => 3,
            Urgency.Urgent => 2,
            Urgency.Complex => 1,
            _ => 0,
        };
        return grade is { } of && Rank(of) > Rank(reported) ? of : reported;
    }
}
