namespace Dispatch.Routing.Statistics.Domain;

/// <summary>The figures counted over the lead tickets that were dispatched in a period.</summary>
public enum Statistic
{
    /// <summary>All lead tickets (主办派遣单); a case that was passed on counts once for each ticket.</summary>
    Tickets,
    /// <summary>Cases (派遣诉求): only the first lead ticket of each.</summary>
    Cases,
    /// <summary>First tickets that no upheld return or objection has moved elsewhere (首派准确).</summary>
    FirstRight,
    /// <summary>Tickets whose return was asked for (退单).</summary>
    Returned,
    /// <summary>Tickets whose return was upheld (退单成立).</summary>
    Upheld,
    /// <summary>Tickets whose return was rejected (退单不成立).</summary>
    Rejected,
    /// <summary>Tickets that have stayed with their organisation (最终承办).</summary>
    Held,
    /// <summary>Claimed tickets (已签收).</summary>
    Claimed,
    /// <summary>Tickets claimed after the claim was due (超时签收).</summary>
    ClaimedLate,
}

/// <summary>The counts of one group of lead tickets, and the rates computed from them.</summary>
/// <param name="Hops">Sum over the held tickets of the number of organisations the case had been with by then.</param>
/// <param name="ClaimSeconds">Sum over the claimed tickets of the seconds from dispatch to claim.</param>
public sealed record TicketCounts(
    long Tickets, long Cases, long FirstRight, long Returned, long Upheld, long Rejected, long Held, long Hops,
    long Claimed, long ClaimedLate, long ClaimSeconds)
{
    public static readonly TicketCounts None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Share of cases whose first owner was right, 0 to 1 (首派准确率); null without cases.</summary>
    public double? FirstRightRate => Share(FirstRight, Cases);

    /// <summary>Share of tickets whose return was asked for, 0 to 1 (退单率); null without tickets.</summary>
    public double? ReturnRate => Share(Returned, Tickets);

    /// <summary>Mean number of organisations that a case has been with (平均流转次数); null without held tickets.</summary>
    public double? MeanHops => Share(Hops, Held);

    /// <summary>Share of rulings that upheld the return, 0 to 1 (退单成立率); null without rulings.</summary>
    public double? UpheldRate => Share(Upheld, Upheld + Rejected);

    /// <summary>Mean minutes from dispatch to claim (平均签收时间); null without claimed tickets.</summary>
    public double? ClaimMinutes => Share(ClaimSeconds, Claimed * 60);

    static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
