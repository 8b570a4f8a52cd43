using Dispatch.Contracts;

namespace Dispatch.Kit;

/// <summary>
/// A service with a table <c>organisation</c> learns from Routing which organisations there are, and whose superior
/// each is.
/// </summary>
/// <remarks>Each announcement is the whole list; one that is older than what is known changes nothing.</remarks>
public static class LearnOrganisations
{
    /// <returns>
    /// The announcement that was learnt, for a service that learns more of it; null where none was newer.
    /// </returns>
    public static async Task<CataloguePublished?> Handle(IReadOnlyList<CataloguePublished> published, Work work)
    {
        if ((await work.Newest(published)) is not [var newest])
            return null;
        var organisations = newest.Organisations;
        work.Later(Save, new
        {
            ids = organisations.Select(o => o.Id.Value).ToArray(),
            names = organisations.Select(o => o.Name).ToArray(),
            kinds = organisations.Select(o => o.Kind.ToWireName()).ToArray(),
            levels = organisations.Select(o => o.Level.ToWireName()).ToArray(),
            jurisdictions = organisations.Select(o => o.Jurisdiction.Value).ToArray(),
            parents = organisations.Select(o => o.Parent?.Value).ToArray(),
        });
        return newest;
    }

    const string Save = """
        with gone as (
            update organisation set listed = false where listed and id <> all(@ids)
        )
        insert into organisation (id, name, kind, level, jurisdiction, parent, listed)
        select id, name, kind, level, jurisdiction, parent, true
        from unnest(@ids, @names, @kinds, @levels, @jurisdictions, @parents)
            as n (id, name, kind, level, jurisdiction, parent)
        order by id
        on conflict (id) do update
        set name = excluded.name, kind = excluded.kind, level = excluded.level, jurisdiction = excluded.jurisdiction,
            parent = excluded.parent, listed = true
        """;
}
