using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>
/// How many open tickets each officer on duty (值班) has: read once for any number of new tickets, then kept up to date
/// in memory while they are assigned.
/// </summary>
public sealed class OfficerWorkload
{
    readonly Dictionary<(OrganisationId, AccountId), int> open = [];

    sealed record Row(OrganisationId Organisation, AccountId Officer, int Open);

    /// <summary>Reads the workload of all officers who could get the tickets; no query if nobody is on duty.</summary>
    public static async Task<OfficerWorkload> Of(
        Work work, CatalogueIndex catalogue, IEnumerable<(OrganisationId Organisation, Urgency Urgency)> tickets)
    {
        var workload = new OfficerWorkload();
        var officers = tickets.Distinct()
            .SelectMany(t => OnDuty.Of(catalogue, t.Organisation, t.Urgency, work.Now))
            .Select(r => (r.Organisation, r.Officer)).Distinct().ToList();
        if (officers.Count == 0)
            return workload;
        foreach (var row in await work.List<Row>(Count, new
        {
            organisations = officers.Select(o => o.Organisation.Value).ToArray(),
            officers = officers.Select(o => o.Officer.Value).ToArray(),
        }))
            workload.open[(row.Organisation, row.Officer)] = row.Open;
        return workload;
    }

    /// <summary>Assigns the next ticket of the organisation; null when nobody is on duty.</summary>
    public OnDuty? Next(CatalogueIndex catalogue, OrganisationId organisation, Urgency urgency, DateTimeOffset at)
    {
        var officers = OnDuty.Of(catalogue, organisation, urgency, at);
        var chosen = OnDuty.Choose(officers, officer => open.GetValueOrDefault((organisation, officer)));
        if (chosen is not null)
            open[(organisation, chosen.Officer.Officer)] = chosen.Load + 1;
        return chosen;
    }

    const string Count = """
        select o.organisation, o.officer, count(*)::int as open
        from unnest(@organisations, @officers) as o (organisation, officer)
        join ticket t on t.officer = o.officer and t.organisation = o.organisation
        where t.status in ('dispatched', 'claimed', 'returnAsked')
        group by o.organisation, o.officer
        """;
}
