namespace Dispatch.Routing.Domain;

/// <summary>
/// Who must act on a case: precedents first, then rules by how specific they are, then the duties of the chosen matter,
/// then those of the matter that the text suggests clearly enough; else the centre decides.
/// </summary>
/// <remarks>The same for a case that arrives, for "explain", and for one that comes back from mediation.</remarks>
public static class Deciding
{
    /// <param name="learned">What the model reads out of the text; null when there is none.</param>
    public static Decision Decide(Catalogue catalogue, Question question, Learned? learned = null) =>
        Decide(Standing.Of(catalogue), question, learned);

    /// <param name="learned">What the model reads out of the text; null when there is none.</param>
    public static Decision Decide(Standing standing, Question question, Learned? learned = null)
    {
        var catalogue = standing.Catalogue;
        if (catalogue.Place(question.Place) is not { } place)
            return new(null, [], null, question.Urgency, [Say.PlaceUnknown(question.Place)], [],
                Suggesting.Best(standing, question, [], learned), catalogue.Rows.Versions, learned?.Version);

        var reading = Reading.Of(standing, question, place, learned);
        var ladder = new Ladder(standing, question, place, reading);
        var won = ladder.Climb();
        var urgency = Raise(question.Urgency, reading.Matter?.Grade);
        List<Reason> reasons = [.. reading.Reasons, .. won.Reasons];
        if (won.Lead is null)
            return new(null, [], reading.Matter, question.Urgency, reasons, ladder.Considered,
                Suggesting.Best(standing, question, reading.Candidates, learned), catalogue.Rows.Versions,
                learned?.Version);

        if (reading.Matter is { } matter && urgency != question.Urgency)
            reasons.Add(Say.UrgencyRaised(matter, urgency));
        return new(
            won.Lead, won.Assisting, reading.Matter, urgency, reasons, ladder.Considered, [], catalogue.Rows.Versions,
            learned?.Version, won.Step, won.Under);
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
