namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>
/// The ladder (提级): a case starts at its owner's handler, and what presses on it lifts it from station to station.
/// </summary>
public static class EscalationLadder
{
    /// <summary>Where a cause lifts a case to; null where it stands high enough.</summary>
    /// <param name="from">Where it stands; null: on no rung yet.</param>
    /// <param name="atLeast">A rung that is asked for by hand.</param>
    public static Station? Next(
        IReadOnlyList<Station> path, (Rung Rung, OrganisationId At)? from, LiftRule rule, Rung? atLeast = null)
    {
        var lowest = atLeast > rule.AtLeast ? atLeast.Value : rule.AtLeast;
        var next = path.Skip(Position(path, from) + 1).FirstOrDefault(one => one.Rung >= lowest);
        return next?.Rung <= rule.AtMost ? next : null;
    }

    /// <summary>The station after this one; null at the top.</summary>
    public static Station? After(IReadOnlyList<Station> path, (Rung Rung, OrganisationId At) from) =>
        path.Skip(Position(path, from) + 1).FirstOrDefault();

    // A station that the ladder has no longer, since organisations changed, counts as the last of its rung.
    static int Position(IReadOnlyList<Station> path, (Rung Rung, OrganisationId At)? from)
    {
        if (from is not { } at)
            return -1;
        var exact = path.Index().Where(one => (one.Item.Rung, one.Item.At) == at).Select(one => (int?)one.Index)
            .FirstOrDefault();
        return exact ?? path.Index().Where(one => one.Item.Rung <= at.Rung).Select(one => one.Index)
            .DefaultIfEmpty(-1).Max();
    }
}
