using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Responsibilities;

/// <summary>
/// Escalation learns who holds which function, and says who answers: in a county of its own, since the other tests
/// share the service.
/// </summary>
[Collection("escalation")]
public sealed class ListResponsibilitiesTests(EscalationFixture fixture)
{
    static readonly CatalogueOrganisation[] Organisations =
    [
        Unit("centre", OrganisationKind.Centre, null), Unit("water", OrganisationKind.Department, "620499-centre"),
        Unit("urban", OrganisationKind.Department, "620499-centre"),
        new(new("620499100-gov"), "会师镇人民政府", OrganisationKind.Township, Level.Township, new("620499100"),
            new OrganisationId("620499-centre")),
    ];

    static readonly CatalogueOneThing Vendors = new(
        new("vendors"), "占道经营整治", new("620499"), [new("010102")], ["摆摊", "夜市"], new("620499-urban"),
        [new("620499-water"), new("620499-centre")], WhistleType.JointEnforcement, "《条例》第十四条");

    static readonly CatalogueResponsibility Head = new(
        ResponsibleFunction.Principal, new OrganisationId("620499-water"), null, new("w.head"),
        new AccountId("w.deputy"), null, null, new(2026, 1, 1), null, "任职文件");

    static readonly CatalogueResponsibility Leader = new(
        ResponsibleFunction.CountyLeader, null, new JurisdictionId("620499100"), new("w.leader"), null, null, null,
        null, null, "包抓安排");

    static int last = 100;

    // Whichever test is the first, the next one tells newer lists.
    readonly int version = Interlocked.Add(ref last, 10);

    static CatalogueOrganisation Unit(string name, OrganisationKind kind, string? parent) => new(
        new("620499-" + name), "试验县" + name, kind, Level.County, new("620499"),
        parent is null ? null : new OrganisationId(parent));

    static AggregateHead HeadOf(int version) =>
        new(EventId.New(), version, DateTimeOffset.UtcNow, ActedBy.System, null);

    static CataloguePublished Told(
        int version, CatalogueOneThing[]? oneThings, params CatalogueResponsibility[]? responsibilities) => new(
        HeadOf(version), version, Organisations, 1, [new(new("01"), "民生", 1, null)],
        version, oneThings, version, responsibilities);

    AccountChanged Account(string account, string role, string organisation, int later = 0, bool disabled = false) =>
        new(HeadOf(version + later), new(account), account, role, new(organisation), new("620499"), disabled);

    async Task Publish<T>(T what) where T : class, IEvent
    {
        await fixture.Broker.Publish(what);
        await Eventually.Equal(1L, () => fixture.Service.Database.One<long>(
            "select count(*) from inbox where message_id = @id", new { id = what.Head.Id.Value }), "it is applied",
            evidence: () => fixture.Service.Log);
    }

    Task<List<string>> Listed() => fixture.Service.Database.Read<string>(
        "select concat_ws(' ', function, account, organisation, jurisdiction) from responsibility order by 1");

    async Task<JsonElement> Answer(string query, string role = Roles.Director, string organisation = "620499-centre",
        string jurisdiction = "620499")
    {
        using var client = fixture.Service.Client(role, organisation, jurisdiction);
        return await Get(client, "/responsibilities" + query);
    }

    async Task<JsonElement> Function(string organisation, string function) => Assert.Single(
        Assert.Single((await Answer("?organisation=" + organisation)).GetProperty("items").EnumerateArray())
            .GetProperty("functions").EnumerateArray(),
        one => one.GetProperty("post").GetProperty("function").GetString() == function).GetProperty("responsible");

    static string Codes(JsonElement answer) => string.Join(' ', answer.GetProperty("reasons").EnumerateArray()
        .Select(reason => reason.GetProperty("code").GetString()));

    [Fact]
    public async Task Who_answers_follows_the_newest_lists_and_accounts_whatever_comes_late_or_twice()
    {
        var first = Told(version + 1, [Vendors], Head, Leader);
        await Publish(first);
        Assert.Equal(["countyLeader w.leader 620499100", "principal w.head 620499-water"], await Listed());
        var stored = Assert.Single(await fixture.Service.Database.Read<string>("""
            select array_to_string(matters || keywords || lead || assisting || whistle || basis, ',') from one_thing
            """));
        Assert.Equal(
            "010102,摆摊,夜市,620499-urban,620499-water,620499-centre,jointEnforcement,《条例》第十四条", stored);

        // Nobody is known yet: the functions are empty up to the top.
        Assert.Equal("nobody_answers", Codes(await Function("620499-water", "principal")));
        await Publish(Account("w.head", Roles.Head, "620499-water"));
        await Publish(Account("w.deputy", Roles.Handler, "620499-water"));
        await Publish(Account("w.director", Roles.Director, "620499-centre"));
        await Publish(Account("w.leader", Roles.Leader, "620499-government"));
        Assert.Equal("listed", Codes(await Function("620499-water", "principal")));

        var urban = await Function("620499-urban", "principal");
        Assert.Equal(("w.director", "function_empty not_listed holds_the_role"),
            (urban.GetProperty("account").GetString(), Codes(urban)));
        Assert.Equal("试验县urban主要负责人",
            Assert.Single(urban.GetProperty("empty").EnumerateArray()).GetProperty("name").GetString());

        var today = ChinaTime.DayOf(DateTimeOffset.UtcNow);
        var third = Told(
            version + 3, [Vendors with { Id = new("other") }],
            Head with { AbsentFrom = today.AddDays(-1), AbsentUntil = today.AddDays(1) });
        await Publish(third);
        await Publish(Told(version + 2, [], []));
        await fixture.Broker.Publish(third);
        await Publish(Account("w.leader", Roles.Leader, "620499-government", later: 1, disabled: true));
        Assert.Equal(["principal w.head 620499-water"], await Listed());
        Assert.Equal(["other"], await fixture.Service.Database.Read<string>("select id from one_thing"));
        var away = await Function("620499-water", "principal");
        Assert.Equal(("w.deputy", "holder_absent deputy_acts"), (away.GetProperty("account").GetString(), Codes(away)));

        // A publisher from before there were these lists says nothing of them.
        await Publish(Told(version + 4, null, null) with { OneThingsVersion = null, ResponsibilitiesVersion = null });
        Assert.Equal(["principal w.head 620499-water"], await Listed());
    }

    [Fact]
    public async Task The_list_is_paged_by_organisation_and_ends_at_the_callers_jurisdiction()
    {
        await Publish(Told(version + 1, [Vendors], Head, Leader));
        await Publish(Account("w.leader", Roles.Leader, "620499-government"));
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await Answer($"?limit=1&jurisdiction=620499" + (after is null ? "" : "&after=" + after));
            names.Add(Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("organisation")
                .GetString()!);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(["620499-centre", "620499-urban", "620499-water", "620499100-gov"],
            names.Order(StringComparer.Ordinal));

        var town = Assert.Single((await Answer("", Roles.Head, "620499100-gov", "620499100")).GetProperty("items")
            .EnumerateArray());
        Assert.Equal("620499100-gov", town.GetProperty("organisation").GetString());
        Assert.True(town.GetProperty("empty").GetBoolean());
        Assert.Equal("w.leader", town.GetProperty("functions").EnumerateArray()
            .Single(one => one.GetProperty("post").GetProperty("function").GetString() == "countyLeader")
            .GetProperty("responsible").GetProperty("account").GetString());
        Assert.Empty((await Answer("", Roles.Auditor, "620498-centre", "620498")).GetProperty("items")
            .EnumerateArray());
        Assert.Empty((await Answer("?organisation=620499-water", Roles.Head, "620499100-gov", "620499100"))
            .GetProperty("items").EnumerateArray());
    }
}
