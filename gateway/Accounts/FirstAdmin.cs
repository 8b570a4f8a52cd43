using Dispatch.Gateway.Sessions;

namespace Dispatch.Gateway.Accounts;

/// <summary>
/// Makes the account <c>admin</c> when there is no account at all, with the password in
/// <c>Dispatch__FirstAdminPassword</c>.
/// </summary>
/// <remarks>
/// Runs before the first request, and stops the start when a setting that the gateway needs is missing. Tells the other
/// services of every account that they were not told of yet.
/// </remarks>
public sealed class FirstAdmin(
    Database database, Settings settings, Upstreams upstreams, TokenSigner signer, ILogger<FirstAdmin> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        signer.Check();
        _ = upstreams[Upstreams.Intake];
        if (!await database.ReadOne<bool>("select exists (select from account)", null, cancellationToken))
        {
            await database.Do(work => work.Execute(Insert, new
            {
                jurisdiction = settings.Optional("FirstAdminJurisdiction") ?? "620422",
                hash = Passwords.Hash(settings.Required("FirstAdminPassword")),
            }), cancellationToken);
            log.LogInformation("Made the first account, admin");
        }
        await database.Do(work => AnnounceAccounts.Tell(work, ActedBy.System), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Another instance may start at the same moment.
    const string Insert = """
        insert into account (account, name, role, organisation, jurisdiction, password_hash, created_by)
        values ('admin', '系统管理员', 'admin', 'platform', @jurisdiction, @hash, 'system')
        on conflict do nothing
        """;
}
