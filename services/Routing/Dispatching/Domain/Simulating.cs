namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>How far a simulation (推演) has come: 等待, 推演中, 已完成, 已取消, 未能完成.</summary>
public enum SimulationStatus { Waiting, Running, Done, Cancelled, Failed }

/// <summary>A case that would go elsewhere: where it goes by what is in force, and where by the draft.</summary>
/// <param name="Lead">Null where the centre would have to decide.</param>
public sealed record SimulatedOutcome(OrganisationId? Lead, MatterId? Matter, string Why)
{
    public static SimulatedOutcome Of(Decision decision) => new(
        decision.Lead?.Code, decision.Matter?.Code, string.Concat(decision.Reasons.Select(r => r.Text)));
}

/// <summary>Decides a past case twice, by what is in force and by a draft.</summary>
/// <remarks>
/// Both see the same case at the same moment with the same detection of its text, so that what differs is the draft's
/// doing alone: neither what was in force when the case came, nor a model that was trained since.
/// </remarks>
public static class Simulating
{
    /// <returns>Null when the draft changes neither the lead nor those who assist.</returns>
    public static (SimulatedOutcome Now, SimulatedOutcome Then)? Differ(RoutingPolicy now, RoutingPolicy draft,
        Question question, MatterPrediction? prediction)
    {
        var one = Deciding.Decide(now, question, prediction);
        var other = Deciding.Decide(draft, question, prediction);
        return one.Lead?.Code == other.Lead?.Code && Helpers(one).SetEquals(Helpers(other))
            ? null : (SimulatedOutcome.Of(one), SimulatedOutcome.Of(other));
    }

    static HashSet<OrganisationId> Helpers(Decision decision) => [.. decision.Assisting.Select(a => a.Code)];
}
