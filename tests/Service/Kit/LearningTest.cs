namespace Dispatch.Tests.Service.Kit;

/// <summary>
/// A service that learns which organisations there are and who works there: from nothing, in any order, each
/// announcement once.
/// </summary>
public abstract class LearningTest(string name) : IAsyncLifetime
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    ServiceInstance service = null!;
    Broker bus = null!;
    Heard asked = null!;

    sealed record Known(string Id, string Name, string Kind, string Level, string Jurisdiction, string? Parent);

    public async Task InitializeAsync()
    {
        asked = await Broker.Listen(typeof(AnnouncementAsked));
        service = await ServiceInstance.Start(name);
        bus = await Broker.Open();
    }

    public async Task DisposeAsync()
    {
        await bus.DisposeAsync();
        await service.DisposeAsync();
        await asked.DisposeAsync();
    }

    string Log() => service.Log;

    static AggregateHead Head(int version) =>
        new(EventId.New(), version, DateTimeOffset.UtcNow, ActedBy.System, null);

    static CataloguePublished Catalogue(int version, params CatalogueOrganisation[] organisations) =>
        new(Head(version), version, organisations, 1, [new(new("01"), "民生", 1, null)]);

    static CatalogueOrganisation Organisation(string id, string named, string? parent = null) => new(
        new(id), named, OrganisationKind.Department, Level.County, new("620422"),
        parent is null ? null : new OrganisationId(parent));

    static AccountChanged Account(int version, string account, string role, bool disabled = false) => new(
        Head(version), new(account), "王五", role, new("620422-water"), new("620422"), disabled);

    Task<List<Known>> Listed() => service.Database.Read<Known>(
        "select id, name, kind, level, jurisdiction, parent from organisation where listed order by id");

    Task Applied(int count) => Eventually.Equal(
        (long)count, () => service.Database.One<long>(
            "select count(*) from inbox where consumer like @queues", new { queues = name + ".learn-%" }),
        "the number applied", Long, Log);

    [Fact]
    public async Task The_newest_list_of_organisations_stands_whatever_comes_late_or_twice()
    {
        var third = Catalogue(3, Organisation("620422-centre", "综治中心"),
            Organisation("620422-water", "水利局", "620422-centre"));
        await bus.Publish(Catalogue(1, Organisation("620422-water", "水务局"), Organisation("620422-old", "旧局")));
        await Applied(1);
        await bus.Publish(third);
        await Applied(2);
        await bus.Publish(Catalogue(2, Organisation("620422-water", "水务水利局")));
        await bus.Publish(third);
        await Applied(3);

        Assert.Equal(
        [
            new("620422-centre", "综治中心", "department", "county", "620422", null),
            new("620422-water", "水利局", "department", "county", "620422", "620422-centre"),
        ], await Listed());
        Assert.Equal("旧局", await service.Database.One<string>(
            "select name from organisation where id = '620422-old' and not listed"));
    }

    [Fact]
    public async Task The_newest_word_on_an_account_stands_and_each_account_has_versions_of_its_own()
    {
        await bus.Publish(Account(2, "wang", Roles.Head));
        await Applied(1);
        await bus.Publish(Account(1, "wang", Roles.Handler));
        await bus.Publish(Account(1, "li", Roles.Handler));
        await Applied(3);
        Assert.Equal(["li handler", "wang head"], await service.Database.Read<string>(
            "select account || ' ' || role from account where not disabled order by account"));
        await bus.Publish(Account(3, "wang", Roles.Head, disabled: true));
        await Applied(4);
        Assert.Equal(["li"], await service.Database.Read<string>(
            "select account from account where not disabled order by account"));
    }

    [Fact]
    public async Task Who_knows_nothing_asks_for_it_and_learns_it_again_from_nothing()
    {
        await asked.Next<AnnouncementAsked>(e => e.What == Announcement.Catalogue, Long, Log);
        await asked.Next<AnnouncementAsked>(e => e.What == Announcement.Accounts, Long, Log);
        await bus.Publish(Catalogue(7, Organisation("620422-water", "水务局")));
        await bus.Publish(Account(1, "wang", Roles.Head));
        await Applied(2);

        await service.Stop();
        await service.Database.Execute("truncate learnt, organisation, account");
        var before = asked.All<AnnouncementAsked>().Count(e => e.What == Announcement.Catalogue);
        await service.Restart();
        await Eventually.Be(() => Task.FromResult(
            asked.All<AnnouncementAsked>().Count(e => e.What == Announcement.Catalogue) > before),
            "it asks again", Long, Log);
        // Also from an owner that has begun to count anew.
        await bus.Publish(Catalogue(1, Organisation("620422-water", "水务局")));
        await Applied(3);
        Assert.Equal(["620422-water"], (await Listed()).Select(o => o.Id));
    }
}
