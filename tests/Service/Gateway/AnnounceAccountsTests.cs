using System.Net;

namespace Dispatch.Tests.Service.Gateway;

/// <summary>The other services are told who holds which function, and never a secret.</summary>
[Collection("gateway")]
public sealed class AnnounceAccountsTests(GatewayFixture fixture)
{
    static string Name() => "p" + Guid.NewGuid().ToString("N")[..8];

    Task<AccountChanged> Next(Heard heard, string account, int version) => heard.Next<AccountChanged>(
        e => e.Account.Value == account && e.Head.Version == version, evidence: () => fixture.Gateway.Log);

    [Fact]
    public async Task A_new_account_is_told_of_without_its_secrets_and_told_again_to_whoever_asks()
    {
        await using var heard = await Broker.Listen(typeof(AccountChanged));
        var (person, client) = (Name(), Name());
        await fixture.Add(person, Roles.Head, "620422-housing", "password-9");
        var key = (await fixture.Add(client, Roles.Client, "620422-hotline", null)).GetProperty("apiKey").GetString()!;
        var told = await Next(heard, person, 1);
        Assert.Equal(
            (Roles.Head, "620422-housing", "620422", false),
            (told.Role, told.Organisation.Value, told.Jurisdiction.Value, told.Disabled));
        Assert.Equal("admin", told.Head.By.Account.Value);
        await Next(heard, client, 1);
        var facts = string.Join('\n', await fixture.Gateway.Database.Read<string>("select event::text from fact"));
        Assert.Contains(client, facts, StringComparison.Ordinal);
        Assert.DoesNotContain(key, facts, StringComparison.Ordinal);
        Assert.DoesNotContain("password", facts, StringComparison.OrdinalIgnoreCase);

        using (var answer = await fixture.Admin.PostAsync("/api/accounts/announcements", null))
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Next(heard, person, 2);
        await using var bus = await Broker.Open();
        await bus.Publish(new AnnouncementAsked(
            new(EventId.New(), 1, DateTimeOffset.UtcNow, ActedBy.System, null), Announcement.Accounts));
        await Next(heard, person, 3);
        Assert.Equal(3, heard.All<AccountChanged>().Count(e => e.Account.Value == person));
    }

    [Fact]
    public async Task Accounts_that_were_there_before_are_told_of_at_the_next_start()
    {
        await using var heard = await Broker.Listen(typeof(AccountChanged));
        var account = Name();
        await fixture.Gateway.Database.Execute("""
            insert into account (account, name, role, organisation, jurisdiction, created_by)
            values (@account, '李四', 'leader', '620422-centre', '620422', 'admin')
            """, new { account });
        await using var second = await ServiceProcess.Start(
            "gateway", fixture.Gateway.Database, fixture.Settings, keepQueues: true);
        var told = await Next(heard, account, 1);
        Assert.Equal(("李四", ActedBy.System), (told.Name, told.Head.By));
    }

    [Fact]
    public async Task Nobody_but_the_administrator_has_them_told_again()
    {
        using var director = fixture.Client();
        director.DefaultRequestHeaders.Authorization = new("Bearer", Token.For(Roles.Director));
        using var answer = await director.PostAsync("/api/accounts/announcements", null);
        await ProblemDocument.Expect(answer, HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
