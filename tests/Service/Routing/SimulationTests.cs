using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Past cases are decided again under a draft. Each test starts a service of its own.</summary>
public sealed class SimulationTests : IAsyncLifetime
{
    const int Many = 30_000;

    readonly RoutingFixture routing = new();

    public Task InitializeAsync() => routing.InitializeAsync();

    public Task DisposeAsync() => routing.DisposeAsync();

    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre");

    [Fact]
    public async Task A_draft_shows_which_past_cases_would_go_elsewhere_and_moves_none()
    {
        var moved = new List<string>();
        foreach (var text in new[] { "小区停水", "小区停水两天" })
            moved.Add((await routing.Dispatch(text)).Head.CaseNumber.Value);
        await routing.Dispatch("门口有人摆摊");
        var draft = await WaterToUrban();
        var simulation = await Done(await Ask(draft));

        Assert.Equal((3, 3, 2), Counts(simulation));
        var outcome = Assert.Single(simulation.GetProperty("movements").EnumerateArray());
        Assert.Equal(("620422-water", "620422-urban", 2), (
            outcome.Text("now"), outcome.Text("then"), outcome.GetProperty("cases").GetInt32()));
        var id = simulation.GetProperty("simulation").Text("id");
        var cases = (await Director.GetFromJsonAsync<JsonElement>(
            $"/simulations/{id}/cases?now=620422-water&then=620422-urban")).Items();
        Assert.Equal(moved.Order(), cases.Select(c => c.Text("caseNumber")!).Order());
        Assert.All(cases, c => Assert.NotEqual(c.Text("nowWhy"), c.Text("thenWhy")));
        Assert.Empty((await Director.GetFromJsonAsync<JsonElement>($"/simulations/{id}/cases?now=none")).Items());
        Assert.Equal(2, await routing.Routing.Database.One<long>(
            "select count(*) from routed_case where holder = '620422-water'"));

        await ProblemDocument.Expect(
            await routing.Admin.GetAsync($"/simulations/{id}/cases"), HttpStatusCode.Forbidden, "role_not_allowed");
        var elsewhere = routing.Routing.Client(Roles.Director, "530326-centre", "530326");
        await ProblemDocument.Expect(
            await elsewhere.GetAsync($"/simulations/{id}"), HttpStatusCode.NotFound, "simulation_not_found");
        Assert.Equal(id, Assert.Single(
            (await Director.GetFromJsonAsync<JsonElement>($"/simulations?draft={draft.Id}")).Items()).Text("id"));
    }

    [Fact]
    public async Task A_simulation_shows_how_far_it_is_and_can_be_cancelled()
    {
        await Fill();
        var draft = await WaterToUrban();
        var id = await Ask(draft);
        await RoutingFixture.Refused(
            Director, "/simulations", new { draft = draft.Id }, HttpStatusCode.Conflict, "simulation_under_way");
        await Eventually.Be(async () => Counts(await Read(id)).Done > 0, "the simulation has begun");
        await RoutingFixture.Done(Director, $"/simulations/{id}/cancellation", new { });
        var simulation = await Read(id);
        Assert.Equal("cancelled", simulation.GetProperty("simulation").Text("status"));
        var (total, done, _) = Counts(simulation);
        Assert.InRange(done, 1, total - 1);
        Assert.Equal(Many, total);
        await RoutingFixture.Refused(
            Director, $"/simulations/{id}/cancellation", new { }, HttpStatusCode.Conflict, "simulation_ended");
        await Done(await Ask(draft));
    }

    [Fact]
    public async Task A_simulation_goes_on_after_a_crash_and_counts_nothing_twice()
    {
        await Fill();
        await using var process = await ServiceProcess.InPlaceOf(routing.Routing);
        var id = await Ask(await WaterToUrban());
        await Eventually.Be(async () => Counts(await Read(id)).Done > 0, "the simulation has begun");
        await process.Kill();
        await process.Restart();
        Assert.Equal((Many, Many, Many), Counts(await Done(id)));
        Assert.Equal(Many, await routing.Routing.Database.One<long>("select count(*) from simulated_case"));
    }

    [Fact]
    public async Task Only_an_open_draft_of_the_callers_jurisdiction_is_simulated()
    {
        var draft = await WaterToUrban();
        await RoutingFixture.Refused(
            routing.Routing.Client(Roles.Director, "530326-centre", "530326"), "/simulations", new { draft = draft.Id },
            HttpStatusCode.NotFound, "draft_not_found");
        Assert.True((await draft.Publish()).IsSuccessStatusCode);
        await RoutingFixture.Refused(
            Director, "/simulations", new { draft = draft.Id }, HttpStatusCode.Conflict, "draft_closed");
    }

    async Task<Draft> WaterToUrban()
    {
        var draft = await Draft.Start(Director);
        await draft.Change("duties", "010101 620422-water", null);
        await draft.Change(
            "duties", "010101 620422-urban", new { matter = "010101", owner = "620422-urban", role = "lead" });
        return draft;
    }

    async Task<string> Ask(Draft draft)
    {
        using var answer = await Director.PostAsJsonAsync("/simulations", new { draft = draft.Id });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("id")!;
    }

    Task<JsonElement> Read(string id) => Director.GetFromJsonAsync<JsonElement>($"/simulations/{id}");

    Task<JsonElement> Done(string id) => Eventually.Get(
        () => Read(id), r => r.GetProperty("simulation").Text("status") == "done", "the simulation is done",
        TimeSpan.FromSeconds(90));

    static (int Total, int Done, int Moved) Counts(JsonElement simulation)
    {
        var of = simulation.GetProperty("simulation");
        return (of.GetProperty("total").GetInt32(), of.GetProperty("done").GetInt32(),
            of.GetProperty("moved").GetInt32());
    }

    // Inserts cases as if they had been decided yesterday.
    Task<int> Fill()
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        return routing.Routing.Database.Execute(
            """
            insert into routed_case (case_id, case_number, version, undecided, holder, kind, urgency, text,
                jurisdiction, since, decision)
            select id, 'past-' || n, 1, false, '620422-water', 'request', 'normal', '小区停水两天了', @Village, @from,
                jsonb_build_object('asked', jsonb_build_object('matter', null, 'kind', 'request', 'urgency', 'normal',
                    'place', @Village::text, 'excluded', '[]'::jsonb, 'at', @from::timestamptz))
            from unnest(@ids) with ordinality as x (id, n)
            """,
            new
            {
                RoutingFixture.Village, from,
                ids = Enumerable.Range(0, Many).Select(n => Guid.CreateVersion7(from.AddMilliseconds(n))).ToArray(),
            });
    }
}
