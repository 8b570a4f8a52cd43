using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Tests.Unit.Escalation.Responsibilities;

public sealed class ResponsibleTests
{
    static readonly DateOnly Today = new(2026, 12, 3);

    static readonly OrganisationId Centre = new("centre"), Water = new("water"), Town = new("town"),
        Village = new("village"), Government = new("government");

    static readonly JurisdictionId County = new("620422"), Township = new("620422100"), Hamlet = new("620422100001");

    static readonly KnownOrganisation[] Organisations =
    [
        new(Centre, "综治中心", OrganisationKind.Centre, County, null),
        new(Government, "县政府", OrganisationKind.Department, County, null),
        new(Water, "水务局", OrganisationKind.Department, County, Centre),
        new(Town, "会师镇政府", OrganisationKind.Township, Township, Centre),
        new(Village, "南关村委会", OrganisationKind.Village, Hamlet, Town),
    ];

    static readonly KnownAccount[] Accounts =
    [
        Somebody("director", Roles.Director, Centre), Somebody("centre.head", Roles.Head, Centre),
        Somebody("water.head", Roles.Head, Water), Somebody("water.handler", Roles.Handler, Water),
        Somebody("water.gone", Roles.Head, Water) with { Disabled = true },
        Somebody("town.head", Roles.Head, Town) with { Jurisdiction = Township },
        Somebody("leader", Roles.Leader, Government),
        Somebody("city.leader", Roles.Leader, Government) with { Jurisdiction = new("6204") },
    ];

    static readonly CatalogueResponsibility Head = new(
        ResponsibleFunction.Principal, Water, null, new("water.handler"), null, null, null, null, null, "任职文件");

    static readonly CatalogueResponsibility Absent = Head with
    {
        AbsentFrom = Today,
        AbsentUntil = Today,
        Deputy = new("director"),
    };

    static readonly Post WaterHead = Post.Of(Water), WaterSecond = Post.Of(Water, ResponsibleFunction.DutyLeader),
        OverTown = Post.Over(Township), OverVillage = Post.Over(Hamlet, ResponsibleFunction.TownshipLeader);

    static KnownAccount Somebody(string account, string role, OrganisationId at) =>
        new(new(account), account, role, at, County, false);

    /// <param name="Gone">Accounts that there are not.</param>
    public sealed record Situation(
        string Name, Post Asked, string? Answers, string Why, string Empty, string[] Gone,
        params CatalogueResponsibility[] Listed)
    {
        public override string ToString() => Name;
    }

    public static TheoryData<Situation> Situations() =>
    [
        new("listed", WaterHead, "water.handler", "listed", "", [], Head),
        new("listed from today", WaterHead, "water.handler", "listed", "", [], Head with { From = Today }),
        new("listed until today", WaterHead, "water.handler", "listed", "", [], Head with { Until = Today }),
        new("listed from tomorrow: by role", WaterHead, "water.head", "not_listed holds_the_role", "", [],
            Head with { From = Today.AddDays(1) }),
        new("one after the other", WaterHead, "director", "listed", "", [],
            Head with { Until = Today.AddDays(-1) }, Head with { From = Today, Account = new("director") }),
        new("absent: the deputy", WaterHead, "director", "holder_absent deputy_acts", "", [], Absent),
        new("back since today", WaterHead, "water.handler", "listed", "", [],
            Absent with { AbsentFrom = Today.AddDays(-9), AbsentUntil = Today.AddDays(-1) }),
        new("absent without deputy: by role", WaterHead, "water.head", "holder_absent no_deputy holds_the_role", "", [],
            Absent with { Deputy = null }),
        new("absent, and the role is his own: above", WaterHead, "director",
            "function_empty not_listed holds_the_role", "水务局主要负责人", [],
            Absent with { Account = new("water.head"), Deputy = null }),
        new("the deputy is unknown: by role", WaterHead, "water.head",
            "holder_absent account_unknown holds_the_role", "", [], Absent with { Deputy = new("nobody") }),
        new("the deputy is disabled: by role", WaterHead, "water.head",
            "holder_absent account_disabled holds_the_role", "", [], Absent with { Deputy = new("water.gone") }),
        new("unknown: by role", WaterHead, "water.head", "account_unknown holds_the_role", "", [],
            Head with { Account = new("nobody"), Deputy = new("director") }),
        new("disabled: by role", WaterHead, "water.head", "account_disabled holds_the_role", "", [],
            Head with { Account = new("water.gone") }),
        new("nobody listed: by role", WaterHead, "water.head", "not_listed holds_the_role", "", []),
        new("a centre by its director", Post.Of(Centre), "director", "not_listed holds_the_role", "", []),
        new("a leader by role", Post.Over(County), "leader", "not_listed holds_the_role", "", []),
        new("no head: the parent", WaterHead, "director", "function_empty not_listed holds_the_role",
            "水务局主要负责人", ["water.head"]),
        new("no head: who is listed at the parent", WaterHead, "leader", "function_empty listed", "水务局主要负责人",
            ["water.head"], Head with { Organisation = Centre, Account = new("leader") }),
        new("no head and no director: the leader", WaterHead, "leader", "function_empty not_listed holds_the_role",
            "水务局主要负责人、综治中心主要负责人", ["water.head", "director"]),
        new("no parent: the leader", Post.Of(Government), "leader", "function_empty not_listed holds_the_role",
            "县政府主要负责人", []),
        new("no second: the head", WaterSecond, "water.head", "function_empty not_listed holds_the_role",
            "水务局分管负责人", []),
        new("a second", WaterSecond, "water.handler", "listed", "", [],
            Head with { Function = ResponsibleFunction.DutyLeader }),
        new("nobody for the township: the county", OverTown, "leader", "function_empty not_listed holds_the_role",
            "会师镇政府辖区的包乡县领导", []),
        new("nobody for the county: the city", OverTown, "city.leader", "function_empty not_listed holds_the_role",
            "会师镇政府辖区的包乡县领导、综治中心辖区的包乡县领导", ["leader"]),
        new("nobody for the village: the township's head", OverVillage, "town.head",
            "function_empty not_listed holds_the_role", "南关村委会辖区的包村班子成员", []),
        new("nobody in the township: the centre", OverVillage, "director", "function_empty not_listed holds_the_role",
            "南关村委会辖区的包村班子成员、会师镇政府主要负责人", ["town.head"]),
        new("an organisation that nobody knows", Post.Of(new("unknown")), null, "nobody_answers", "unknown主要负责人", []),
        new("nobody at all", WaterHead, null, "nobody_answers",
            "水务局主要负责人、综治中心主要负责人、综治中心辖区的包乡县领导、区划6204的包乡县领导",
            ["water.head", "director", "leader", "city.leader"]),
    ];

    [Theory]
    [MemberData(nameof(Situations))]
    public void Somebody_answers_by_name_and_every_empty_function_on_the_way_is_named(Situation of)
    {
        var known = new KnownFunctions(
            of.Listed, Organisations, Accounts.Where(a => !of.Gone.Contains(a.Account.Value)));
        var answer = Responsible.Find(known, of.Asked, Today);
        Assert.Equal(of.Answers, answer.Account?.Value);
        Assert.Equal(of.Why, string.Join(' ', answer.Reasons.Select(reason => reason.Code)));
        Assert.Equal(of.Empty, string.Join('、', answer.Empty.Select(post => post.Name)));
        Assert.All(answer.Empty, post => Assert.NotEmpty(post.Reasons));
        Assert.Equal(answer.Account is not null && answer.Empty.Count == 0, answer.Post == of.Asked);
    }

    [Fact]
    public void A_reason_says_who_is_away_until_when_and_who_acts()
    {
        var answer = Responsible.Find(new([Absent], Organisations, Accounts), WaterHead, Today);
        Assert.Equal(
            ["水务局主要负责人water.handler自2026年12月3日至2026年12月3日缺岗", "缺岗期间由代理人director承担"],
            answer.Reasons.Select(reason => reason.Text));
    }

    [Fact]
    public void A_circle_of_parents_is_walked_once()
    {
        var known = new KnownFunctions(
            [], [Organisations[0] with { Parent = Water }, Organisations[2]], []);
        Assert.Equal(["水务局主要负责人", "综治中心主要负责人"],
            Responsible.Find(known, WaterHead, Today).Empty.Select(post => post.Name));
    }

    [Theory]
    [InlineData("centre", "principal dutyLeader countyLeader")]
    [InlineData("water", "principal dutyLeader")]
    [InlineData("town", "principal dutyLeader countyLeader")]
    [InlineData("village", "principal townshipLeader")]
    public void An_organisation_has_the_functions_of_its_kind(string organisation, string functions) => Assert.Equal(
        functions, string.Join(' ', Posts.Of(Organisations.Single(o => o.Id.Value == organisation))
            .Select(post => Dispatch.Kit.DapperTypes.ToWireName(post.Function))));
}
