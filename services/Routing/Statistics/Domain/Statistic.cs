namespace Dispatch.Routing.Statistics.Domain;

/// <summary>What is counted of the lead tickets that were dispatched in a period.</summary>
public enum Statistic
{
    /// <summary>All of them: a case that was passed on counts once for each organisation (主办派遣单).</summary>
    Tickets,
    /// <summary>Only the first of each case (派遣诉求).</summary>
    Cases,
    /// <summary>First tickets that no ruling has sent elsewhere (首派准确).</summary>
    FirstRight,
    /// <summary>For which a return was asked (退单).</summary>
    Returned,
    /// <summary>Returns that were ruled to be justified (退单成立).</summary>
    Upheld,
    /// <summary>Returns that were ruled out (退单不成立).</summary>
    Rejected,
    /// <summary>Still or finally with this organisation (最终承办).</summary>
    Held,
    /// <summary>Taken in hand (已签收).</summary>
    Claimed,
    /// <summary>Taken in hand after the claim was due (超时签收).</summary>
    ClaimedLate,
}

/// <summary>The counts of one group, and the rates that follow from them.</summary>
/// <param name="Hops">Sum over the held tickets of how many organisations the case had been with by then.</param>
/// <param name="ClaimSeconds">Sum over the claimed tickets, from dispatch to claim.</param>
public sealed record TicketCounts(
    long Tickets, long Cases, long FirstRight, long Returned, long Upheld, long Rejected, long Held, long Hops,
    long Claimed, long ClaimedLate, long ClaimSeconds)
{
    public static readonly TicketCounts None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Share of the cases whose first owner was the right one (首派准确率); null without cases.</summary>
    public double? FirstRightRate => Share(FirstRight, Cases);

    /// <summary>Share of the tickets for which a return was asked (退单率).</summary>
    public double? ReturnRate => Share(Returned, Tickets);

    /// <summary>How many organisations a case has been with on average (平均流转次数).</summary>
    public double? MeanHops => Share(Hops, Held);

    /// <summary>Share of the rulings that upheld the return (退单成立率).</summary>
    public double? UpheldRate => Share(Upheld, Upheld + Rejected);

    /// <summary>Mean time from dispatch to claim, in minutes (平均签收时间).</summary>
    public double? ClaimMinutes => Share(ClaimSeconds, Claimed * 60);

    static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
