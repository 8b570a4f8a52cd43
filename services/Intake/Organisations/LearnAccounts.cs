namespace Dispatch.Intake.Organisations;

/// <summary>Intake learns from the gateway who holds which function in which organisation.</summary>
/// <remarks>An event that is older than what is known of the account changes nothing.</remarks>
public static class LearnAccounts
{
    public static async Task Handle(AccountChanged changed, Work work)
    {
        if (!await work.IsNewest(changed))
            return;
        work.Later(Save, new
        {
            account = changed.Account.Value, changed.Name, changed.Role, organisation = changed.Organisation.Value,
            jurisdiction = changed.Jurisdiction.Value, changed.Disabled,
        });
    }

    const string Save = """
        insert into account (account, name, role, organisation, jurisdiction, disabled)
        values (@account, @Name, @Role, @organisation, @jurisdiction, @Disabled)
        on conflict (account) do update
        set name = excluded.name, role = excluded.role, organisation = excluded.organisation,
            jurisdiction = excluded.jurisdiction, disabled = excluded.disabled
        """;
}
