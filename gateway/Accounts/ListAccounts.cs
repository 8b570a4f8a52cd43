namespace Dispatch.Gateway.Accounts;

/// <summary>The administrator looks through the accounts, by name of account.</summary>
public static class ListAccounts
{
    /// <param name="LockedUntil">Set while wrong passwords keep it locked, UTC.</param>
    public sealed record Item(
        AccountId Account, string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction,
        DateTimeOffset CreatedAt, DateTimeOffset? LockedUntil);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/accounts", Handle)
        .Allow(Roles.Admin)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(Paging paging, Database database, TimeProvider clock, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(
            Load, new { after = paging.After(0) ?? "", paging.Take, now = clock.GetUtcNow() }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [row.Account.Value]));
    }

    const string Load = """
        select a.account, a.name, a.role, a.organisation, a.jurisdiction, a.created_at,
               case when l.locked_until > @now then l.locked_until end as locked_until
        from account a
        left join lockout l using (account)
        where a.account > @after
        order by a.account
        limit @Take
        """;
}
