using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// Who must act on a case: precedents first, then rules by how specific they are, then the duties of the chosen matter,
/// then those of the matter that the text suggests clearly enough; else the centre decides.
/// </summary>
/// <remarks>The same for a case that arrives, for "explain", and for one that comes back from mediation.</remarks>
public static class Deciding
{
    /// <param name="learned">What the model reads out of the text; null when there is none.</param>
    public static Decision Decide(CatalogueIndex catalogue, Question question, MatterPrediction? prediction = null) =>
        Decide(RoutingPolicy.Of(catalogue), question, prediction);

    /// <param name="learned">What the model reads out of the text; null when there is none.</param>
    public static Decision Decide(RoutingPolicy policy, Question question, MatterPrediction? prediction = null)
    {
        var catalogue = policy.Catalogue;
        if (catalogue.Jurisdictions.Place(question.Place) is not { } place)
            return new(null, [], null, question.Urgency, [DecisionReasons.PlaceUnknown(question.Place)], [],
                Suggesting.Best(policy, question, [], prediction), catalogue.Rows.Versions, prediction?.Version);

        var detection = MatterDetection.Of(policy, question, place, prediction);
        var chain = new DecisionChain(policy, question, place, detection);
        var won = chain.Evaluate();
        var urgency = Raise(question.Urgency, detection.Matter?.Grade);
        List<Reason> reasons = [.. detection.Reasons, .. won.Reasons];
        if (won.Lead is null)
            return new(null, [], detection.Matter, question.Urgency, reasons, chain.Considered,
                Suggesting.Best(policy, question, detection.Candidates, prediction), catalogue.Rows.Versions,
                prediction?.Version);

        if (detection.Matter is { } matter && urgency != question.Urgency)
            reasons.Add(DecisionReasons.UrgencyRaised(matter, urgency));
        return new(
            won.Lead, won.Assisting, detection.Matter, urgency, reasons, chain.Considered, [], catalogue.Rows.Versions,
            prediction?.Version, won.Step, won.Exemptions);
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
}
