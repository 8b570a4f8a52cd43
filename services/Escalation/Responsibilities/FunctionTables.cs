using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Responsibilities;

/// <summary>
/// Reads what is known of posts and of all those above them, whatever their number, in three statements.
/// </summary>
public static class FunctionTables
{
    /// <summary>Who answers for this function today.</summary>
    public static async Task<ResponsiblePerson> Find(Work work, Post post) =>
        Responsible.Find(await Load(work, [post]), post, ChinaTime.DayOf(work.Now));

    /// <param name="people">Accounts that must be known whatever function they hold.</param>
    public static async Task<KnownFunctions> Load(
        Work work, IReadOnlyCollection<Post> posts, IReadOnlyCollection<AccountId>? people = null)
    {
        var over = posts.Select(post => post.Jurisdiction).OfType<JurisdictionId>().SelectMany(KnownFunctions.Line);
        var organisations = await work.List<KnownOrganisation>(LoadLine, new
        {
            organisations = posts.Select(post => post.Organisation?.Value).OfType<string>().Distinct().ToArray(),
            jurisdictions = over.Select(place => place.Value).Distinct().ToArray(),
        });
        var at = organisations.Select(organisation => organisation.Id.Value).ToArray();
        var places = organisations.SelectMany(organisation => KnownFunctions.Line(organisation.Jurisdiction))
            .Concat(over).Select(place => place.Value).Distinct().ToArray();
        var listed = await work.List<CatalogueResponsibility>(LoadListed, new { at, places });
        var accounts = await work.List<KnownAccount>(LoadAccounts, new
        {
            at, places, named = listed.SelectMany(row => new[] { row.Account.Value, row.Deputy?.Value })
                .OfType<string>()
                .Concat((people ?? []).Select(one => one.Value)).Distinct().ToArray(),
        });
        return new(listed, organisations, accounts);
    }

    // An organisation that is listed no longer still leads to those above it.
    const string LoadLine = """
        with recursive line as (
            select id, name, kind, jurisdiction, parent, 1 as steps
            from organisation
            where id = any(@organisations) and kind is not null
            union
            select id, name, kind, jurisdiction, parent, 1
            from organisation
            where jurisdiction = any(@jurisdictions) and kind in ('centre', 'township', 'village') and listed
            union
            select o.id, o.name, o.kind, o.jurisdiction, o.parent, l.steps + 1
            from line l
            join organisation o on o.id = l.parent and o.kind is not null
            where l.steps < 10
        )
        select distinct id, name, kind, jurisdiction, parent from line
        """;

    const string LoadListed = """
        select function, organisation, jurisdiction, account, deputy, absent_from, absent_until, "from", until, basis
        from responsibility
        where organisation = any(@at) or jurisdiction = any(@places)
        """;

    const string LoadAccounts = """
        select account, name, role, organisation, jurisdiction, disabled from account where account = any(@named)
        union
        select account, name, role, organisation, jurisdiction, disabled from account
        where organisation = any(@at) and role in ('head', 'director') and not disabled
        union
        select account, name, role, organisation, jurisdiction, disabled from account
        where jurisdiction = any(@places) and role = 'leader' and not disabled
        """;
}
