using System.Net.Http.Json;

namespace Dispatch.Tests.Service.Routing;

public sealed class AnnounceCatalogueTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    const string Address = "/catalogue/announcements";

    static readonly object Bureau = new
    {
        code = "620422-park", name = "会宁县公园管理处", kind = "department", level = "county", jurisdiction = "620422",
        parent = "620422-urban",
    };

    async Task AnnounceAgain()
    {
        using var answer = await routing.Admin.PostAsync(Address, null);
        answer.EnsureSuccessStatusCode();
    }

    Task<CataloguePublished> Next(Heard heard, int version) => heard.Next<CataloguePublished>(
        e => e.Head.Version == version, evidence: () => routing.Routing.Log);

    Task<int> LastAnnounced() => routing.Routing.Database.One<int>("select version from catalogue_announcement");

    [Fact]
    public async Task A_changed_list_is_announced_whole_and_again_to_whoever_asks()
    {
        await using var heard = await Broker.Listen(typeof(CataloguePublished));
        var before = await LastAnnounced();
        await routing.Put("organisations", [.. Catalogue.Organisations, Bureau]);
        var told = await Next(heard, before + 1);
        var park = Assert.Single(told.Organisations, o => o.Id.Value == "620422-park");
        Assert.Equal(
            new(new("620422-park"), "会宁县公园管理处", OrganisationKind.Department, Level.County, new("620422"),
                new OrganisationId("620422-urban")), park);
        Assert.Equal(Catalogue.Organisations.Length + 1, told.Organisations.Count);
        Assert.Contains(new CatalogueMatter(new("010101"), "停水抢修", 3, new MatterId("0101")), told.Matters);
        Assert.Equal("admin-1", told.Head.By.Account.Value);

        // Duties are not announced.
        await routing.Put("duties", Catalogue.Duties);
        await AnnounceAgain();
        var again = await Next(heard, before + 2);
        Assert.Equal(told.Organisations, again.Organisations);

        await routing.Broker.Publish(Asked(Announcement.Accounts));
        await routing.Broker.Publish(Asked(Announcement.Catalogue));
        Assert.Equal(told.Matters, (await Next(heard, before + 3)).Matters);
        Assert.Equal(before + 3, await LastAnnounced());
        Assert.Equal(1L, await routing.Routing.Database.One<long>(
            "select count(*) from fact where aggregate = 'catalogue' and version = @version and case_id is null",
            new { version = before + 1 }));
    }

    [Fact]
    public async Task A_list_published_for_a_later_day_is_announced_when_that_day_comes()
    {
        await using var heard = await Broker.Listen(typeof(CataloguePublished));
        await AnnounceAgain();
        var before = await LastAnnounced();
        var now = await Next(heard, before);
        object[] matters = [.. Catalogue.Matters, new { code = "02", name = "农业", level = 1 }];
        using (var answer = await routing.Replace("matters", matters, ChinaTime.DayOf(DateTimeOffset.UtcNow.AddDays(2))
            .ToString("O", System.Globalization.CultureInfo.InvariantCulture)))
            answer.EnsureSuccessStatusCode();
        await AnnounceAgain();
        Assert.Equal(now.MattersVersion, (await Next(heard, before + 1)).MattersVersion);

        await routing.Routing.Database.Execute(
            "update catalogue_version set effective_from = now() where effective_from > now()");
        var then = await Next(heard, before + 2);
        Assert.True(then.MattersVersion > now.MattersVersion);
        Assert.Contains(then.Matters, m => m.Name == "农业");
        Assert.Equal(ActedBy.System, then.Head.By);
    }

    [Fact]
    public async Task Only_the_administrator_may_have_it_announced_again()
    {
        using var answer = await routing.Dispatcher.PostAsync(Address, null);
        await ProblemDocument.Expect(answer, System.Net.HttpStatusCode.Forbidden, "role_not_allowed");
    }

    static AnnouncementAsked Asked(Announcement what) =>
        new(new(EventId.New(), 1, DateTimeOffset.UtcNow, ActedBy.System, null), what);
}
