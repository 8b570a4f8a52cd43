namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>
/// On which side of its band a township's whistle rate lies: 样本不足, 偏低, 正常, 偏高.
/// </summary>
public enum BandSide { TooSmall, Below, Within, Above }

/// <summary>
/// Between how many whistles for a hundred cases a township is unremarkable (吹哨率合理区间), as a dated policy.
/// </summary>
/// <param name="Jurisdiction">Null: everywhere. The band of the nearest jurisdiction is preferred.</param>
/// <param name="LeastCases">With fewer cases a rate says nothing.</param>
/// <remarks>
/// A whistle is for hard cases: too many pass the township's own work on, too few leave its people with it. Source:
/// 北京“吹哨报到” (2018).
/// </remarks>
public sealed record WhistleBand(
    int Id, JurisdictionId? Jurisdiction, decimal Low, decimal High, int LeastCases, string Source,
    DateOnly EffectiveFrom)
{
    /// <summary>Whistles for a hundred cases; null where there was no case.</summary>
    public static decimal? Rate(long whistles, long cases) => cases == 0 ? null : 100m * whistles / cases;

    public BandSide Judge(long whistles, long cases) =>
        cases < LeastCases || Rate(whistles, cases) is not { } rate ? BandSide.TooSmall
        : rate < Low ? BandSide.Below : rate > High ? BandSide.Above : BandSide.Within;

    /// <summary>The most exact band in force on that day, the newest of equals.</summary>
    public static WhistleBand InForce(IReadOnlyList<WhistleBand> all, JurisdictionId place, DateOnly day) => all
        .Where(one => one.EffectiveFrom <= day && (one.Jurisdiction is not { } around || place.IsWithin(around)))
        .MaxBy(one => (one.Jurisdiction?.Value.Length ?? 0, one.EffectiveFrom, one.Id))
        ?? throw new InvalidOperationException($"No band of the whistle rate holds in {place} on {day:yyyy-MM-dd}.");
}
