using Dispatch.Contracts;

namespace Dispatch.Kit;

/// <summary>
/// A service with a table <c>account</c> learns from the gateway who holds which function in which organisation.
/// </summary>
/// <remarks>An event that is older than what is known of the account changes nothing.</remarks>
public static class LearnAccounts
{
    public static async Task Handle(IReadOnlyList<AccountChanged> changed, Work work)
    {
        var newest = await work.Newest(changed);
        work.Later(Save, new
        {
            accounts = newest.Select(a => a.Account.Value).ToArray(),
            names = newest.Select(a => a.Name).ToArray(),
            roles = newest.Select(a => a.Role).ToArray(),
            organisations = newest.Select(a => a.Organisation.Value).ToArray(),
            jurisdictions = newest.Select(a => a.Jurisdiction.Value).ToArray(),
            disabled = newest.Select(a => a.Disabled).ToArray(),
        });
    }

    const string Save = """
        insert into account (account, name, role, organisation, jurisdiction, disabled)
        select account, name, role, organisation, jurisdiction, disabled
        from unnest(@accounts, @names, @roles, @organisations, @jurisdictions, @disabled)
            as n (account, name, role, organisation, jurisdiction, disabled)
        order by account
        on conflict (account) do update
        set name = excluded.name, role = excluded.role, organisation = excluded.organisation,
            jurisdiction = excluded.jurisdiction, disabled = excluded.disabled
        """;
}
