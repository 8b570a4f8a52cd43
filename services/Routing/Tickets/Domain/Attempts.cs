namespace Dispatch.Routing.Tickets.Domain;

/// <summary>
/// Three timed attempts to reach the petitioner count as a contact (三次联系未通); calls within minutes count as one.
/// </summary>
/// <remarks>
/// Our own choice: each at least half an hour after the last that counted, and the third at least two hours after the
/// first; of an emergency, whose reply is due within two hours, five and ten minutes.
/// </remarks>
public static class Attempts
{
    public const int Enough = 3;

    /// <summary>How many of these attempts count.</summary>
    public static int Count(IEnumerable<DateTimeOffset> attempts, Urgency urgency)
    {
        var (between, span) = urgency == Urgency.Emergency
            ? (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)) : (TimeSpan.FromMinutes(30), TimeSpan.FromHours(2));
        var (counted, first, last) = (0, default(DateTimeOffset), default(DateTimeOffset));
        foreach (var at in attempts.Order())
        {
            if (counted == 0)
                first = at;
            else if (at - last < between || (counted >= Enough - 1 && at - first < span))
                continue;
            last = at;
            counted++;
        }
        return counted;
    }
}
