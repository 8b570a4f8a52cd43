using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The officer who gets a ticket: whoever is on duty (值班) and least loaded for their capacity.</summary>
/// <param name="Load">Open tickets that the officer had before this one.</param>
/// <param name="Full">Everyone was at capacity; this officer has the lowest load relative to it.</param>
public sealed record OnDuty(RosterRow Officer, int Load, bool Full)
{
    /// <summary>
    /// The officers on duty at this moment, from the first roster that has any: the emergency roster for an emergency,
    /// then the holiday roster, then the regular one.
    /// </summary>
    public static IReadOnlyList<RosterRow> Of(CatalogueIndex catalogue, OrganisationId organisation, Urgency urgency,
        DateTimeOffset at)
    {
        var now = catalogue.Rosters(organisation)
            .Where(r => !(r.From > at) && !(r.Until <= at)).ToLookup(r => r.Mode);
        return urgency == Urgency.Emergency && now.Contains(RosterMode.Emergency) ? [.. now[RosterMode.Emergency]]
            : now.Contains(RosterMode.Holiday) ? [.. now[RosterMode.Holiday]]
            : [.. now[RosterMode.Regular]];
    }

    /// <summary>
    /// The officer with the lowest load relative to capacity, ties broken by name; null if nobody is on duty.
    /// </summary>
    /// <param name="load">How many open tickets an officer has.</param>
    public static OnDuty? Choose(IReadOnlyList<RosterRow> officers, Func<AccountId, int> load)
    {
        var best = officers.OrderBy(r => load(r.Officer) >= r.Capacity)
            .ThenBy(r => (double)load(r.Officer) / r.Capacity)
            .ThenBy(r => r.OfficerName, StringComparer.Ordinal).ThenBy(r => r.Officer.Value, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? null : new(best, load(best.Officer), load(best.Officer) >= best.Capacity);
    }

    public Reason Why => new(
        Full ? "officer_full" : "officer",
        Full ? $"值班人员都已满负荷，由相对最轻的{Officer.OfficerName}承办（在手{Load}件，上限{Officer.Capacity}件）。"
            : $"按{Mode}值班表，由{Officer.OfficerName}承办（在手{Load}件，上限{Officer.Capacity}件）。");

    string Mode => Officer.Mode switch
    {
        RosterMode.Emergency => "应急",
        RosterMode.Holiday => "假日",
        _ => "常规",
    };
}
