using System.Net;
using System.Net.Http.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Intake.IntakeFixture;

namespace Dispatch.Tests.Service.Intake.Visibility;

/// <summary>
/// What Intake keeps from whom by the organisations that it has learnt, before and after Routing decides.
/// </summary>
public sealed class KnownOrganisationsTests(IntakeFixture intake) : IClassFixture<IntakeFixture>, IAsyncLifetime
{
    const string Centre = "620422-centre", Hotline = "620422-hotline", Town = "620422100-gov",
        Village = "620422100001-village", Heating = "620422-heating", Housing = "620422-housing";

    public async Task InitializeAsync()
    {
        CatalogueOrganisation Unit(string id, OrganisationKind kind, Level level, string place, string? parent) => new(
            new(id), id, kind, level, new(place), parent is null ? null : new OrganisationId(parent));
        await intake.Broker.Publish(new CataloguePublished(
            new AggregateHead(EventId.New(), 1, DateTimeOffset.UtcNow, ActedBy.System, null), 1,
            [
                Unit(Centre, OrganisationKind.Centre, Level.County, "620422", null),
                Unit(Hotline, OrganisationKind.Hotline, Level.County, "620422", Centre),
                Unit(Housing, OrganisationKind.Department, Level.County, "620422", Centre),
                Unit(Heating, OrganisationKind.Department, Level.County, "620422", Housing),
                Unit(Town, OrganisationKind.Township, Level.Township, "620422100", Centre),
                Unit(Village, OrganisationKind.Village, Level.Village, "620422100001", Town),
            ],
            1, []));
        await Eventually.Be(
            async () => await intake.Intake.Database.One<long>("select count(*) from organisation where listed") == 6,
            "the organisations are learnt");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    async Task<HttpResponseMessage> Register(string against, string phone) =>
        await intake.Operator.PostAsJsonAsync("/cases", new
        {
            channel = "phone", kind = "complaint", text = "办事人员推诿不管", against,
            petitioner = new { name = "张建国", phone }, place = new { grid = "620422100001" },
        });

    async Task<Registered> Registered(string against, string phone)
    {
        using var answer = await Register(against, phone);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Registered>(ContractJson.Options))!;
    }

    async Task<bool> Reads(Registered one, string role, string organisation, string jurisdiction = "620422")
    {
        using var client = intake.Intake.Client(role, organisation, jurisdiction);
        return (await client.GetAsync($"/cases/{one.Number}")).StatusCode == HttpStatusCode.OK;
    }

    async Task<bool> LearnsWhoComplains(Registered one, string role, string organisation, string phone)
    {
        using var client = intake.Intake.Client(role, organisation);
        var shown = await intake.Get($"/cases/{one.Number}", client);
        var found = await intake.Get("/cases?phone=" + phone, client);
        return shown.GetProperty("petitioner").TryGetProperty("name", out _)
            || found.GetProperty("items").GetArrayLength() > 0;
    }

    [Fact]
    public async Task A_unit_that_is_not_listed_is_refused_and_a_listed_one_is_kept_as_the_list_writes_it()
    {
        using var answer = await Register("620422100-gv", "13900120001");
        var problem = await ProblemDocument.Expect(
            answer, HttpStatusCode.UnprocessableEntity, "unknown_organisation");
        Assert.Contains("against", problem.Errors.Keys);

        var one = await Registered("620422-HOUSING", "13900120002");
        Assert.False(await Reads(one, Roles.Operator, Housing));
        Assert.False(await Reads(one, Roles.Leader, Heating));
        Assert.Equal(Housing, await intake.Text($"/cases/{one.Number}", "against"));
    }

    [Fact]
    public async Task Until_Routing_has_decided_only_hotline_and_centre_see_it_and_the_centre_not_who_complains()
    {
        const string phone = "13900120003";
        var one = await Registered(Village, phone);
        Assert.True(await Reads(one, Roles.Operator, Hotline));
        Assert.True(await Reads(one, Roles.Dispatcher, Centre));
        foreach (var (role, organisation, place) in new[]
        {
            (Roles.Leader, Housing, "620422"), (Roles.Dispatcher, Town, "620422100"),
            (Roles.GridWorker, Village, "620422100001"),
        })
            Assert.False(await Reads(one, role, organisation, place), $"{role} of {organisation}");
        Assert.False(await LearnsWhoComplains(one, Roles.Dispatcher, Centre, phone));
        Assert.True(await LearnsWhoComplains(one, Roles.Operator, Hotline, phone));
    }

    [Fact]
    public async Task Everybody_who_is_set_over_the_unit_does_not_learn_who_complains_however_far_above()
    {
        const string phone = "13900120004";
        var one = await Registered(Heating, phone);
        await intake.Broker.Publish(Dispatched(one, lead: Housing) with
        {
            Recused = new(new(Heating), [], new(Housing)),
            Centre = new(Centre),
        });
        await Eventually.Equal("routed", () => intake.Status(one.Number), "the status");
        Assert.False(await LearnsWhoComplains(one, Roles.Director, Centre, phone));
        Assert.False(await LearnsWhoComplains(one, Roles.Handler, Housing, phone));
        Assert.True(await LearnsWhoComplains(one, Roles.Operator, Hotline, phone));
    }

    [Fact]
    public async Task A_centre_that_no_other_is_above_sees_to_a_complaint_of_itself_without_learning_who_complains()
    {
        const string phone = "13900120005";
        var one = await Registered(Centre, phone);
        await intake.Broker.Publish(new CaseUndecided(
            Head(one, 1), new(Centre), "县综治中心", Urgency.Normal, CaseKind.Complaint, new(new("620422100001"), null,
                null, null), [new("held", "由综治中心决定。")], new(new(Centre), [new(Housing)], null)));
        await Eventually.Be(() => Reads(one, Roles.Dispatcher, Centre), "the centre reads it");
        Assert.False(await LearnsWhoComplains(one, Roles.Dispatcher, Centre, phone));
        Assert.False(await Reads(one, Roles.Leader, Housing));
        await intake.Broker.Publish(Dispatched(one, 2, lead: Town) with
        {
            Recused = new(new(Centre), [new(Housing)], null),
            Centre = new(Centre),
        });
        await Eventually.Equal("routed", () => intake.Status(one.Number), "the status");
        Assert.True(await Reads(one, Roles.Director, Centre));
    }

    [Fact]
    public async Task A_complaint_of_the_hotline_is_called_back_by_the_hotline()
    {
        var one = await Registered(Hotline, "13900120006");
        Assert.True(await Reads(one, Roles.Operator, Hotline));
        await intake.Broker.Publish(Dispatched(one, lead: Centre) with
        {
            Recused = new(new(Hotline), [], new(Centre)),
            Centre = new(Centre),
        });
        await Eventually.Equal("routed", () => intake.Status(one.Number), "the status");
        Assert.True(await Reads(one, Roles.Operator, Hotline));
        Assert.False(await LearnsWhoComplains(one, Roles.Director, Centre, "13900120006"));
    }

    [Fact]
    public async Task The_place_of_a_case_that_the_centre_must_decide_becomes_as_exact_as_Routing_knows_it()
    {
        using var answer = await intake.Operator.PostAsJsonAsync("/cases", Report("路灯不亮", grid: "620422"));
        var one = (await answer.Content.ReadFromJsonAsync<Registered>(ContractJson.Options))!;
        await intake.Broker.Publish(new CaseUndecided(
            Head(one, 1), new(Centre), "县综治中心", Urgency.Normal, CaseKind.Request, new(new("620422100"), null,
                null, null), [new("held", "由综治中心决定。")]));
        await Eventually.Be(() => Reads(one, Roles.Dispatcher, Town, "620422100"), "the township's centre reads it");
    }
}
