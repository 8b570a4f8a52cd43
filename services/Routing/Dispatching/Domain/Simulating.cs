namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>How far a simulation (推演) has come: 等待, 推演中, 已完成, 已取消, 未能完成.</summary>
public enum SimulationStatus { Waiting, Running, Done, Cancelled, Failed }

/// <summary>How a past case is decided under one routing policy.</summary>
/// <param name="Lead">Null when the centre would have to decide.</param>
/// <param name="Why">All reasons of the decision, one after the other.</param>
public sealed record SimulatedOutcome(OrganisationId? Lead, MatterId? Matter, string Why)
{
    public static SimulatedOutcome Of(Decision decision) => new(
        decision.Lead?.Code, decision.Matter?.Code, string.Concat(decision.Reasons.Select(r => r.Text)));
}

/// <summary>Decides a past case twice: by today's routing policy, and with its lists replaced by a draft.</summary>
/// <remarks>
/// Both decisions get the same question and the same stored prediction, so that only the draft can make a difference:
/// not a list that has changed since the case came, and not a model that was trained since.
/// </remarks>
public static class Simulating
{
    /// <returns>Null when the draft changes neither the lead nor those who assist.</returns>
    public static (SimulatedOutcome Now, SimulatedOutcome Then)? Differ(RoutingPolicy now, RoutingPolicy draft,
        Question question, MatterPrediction? prediction)
    {
        var before = Deciding.Decide(now, question, prediction);
        var after = Deciding.Decide(draft, question, prediction);
        return before.Lead?.Code == after.Lead?.Code && Assisting(before).SetEquals(Assisting(after))
            ? null : (SimulatedOutcome.Of(before), SimulatedOutcome.Of(after));
    }

    static HashSet<OrganisationId> Assisting(Decision decision) => [.. decision.Assisting.Select(a => a.Code)];
}
