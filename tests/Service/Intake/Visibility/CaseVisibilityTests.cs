using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Intake.IntakeFixture;

namespace Dispatch.Tests.Service.Intake.Visibility;

/// <summary>Every door by which a case could be seen, tried by those who must not see it.</summary>
[Collection("intake")]
public sealed class CaseVisibilityTests(IntakeFixture intake)
{
    const string Village = "620422100001-committee", Below = "620422100001-grid", Town = "620422100-gov";

    async Task<Registered> Register(string text, string phone, string? against = null, bool confidential = false,
        HttpClient? by = null)
    {
        using var answer = await (by ?? intake.Operator).PostAsJsonAsync("/cases", new
        {
            channel = "phone", kind = "complaint", text, against,
            petitioner = new { name = "张建国", phone, confidential }, place = new { grid = "620422100001" },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Registered>(ContractJson.Options))!;
    }

    async Task<string[]> Numbers(string path, string list, HttpClient? by = null) =>
        [.. (await intake.Get(path, by)).GetProperty(list).EnumerateArray().Select(i =>
            (i.TryGetProperty("case", out var inner) ? inner : i).GetProperty("number").GetString()!)];

    HttpClient GridWorker(string organisation, string jurisdiction = "620422100001") =>
        intake.Intake.Client(Roles.GridWorker, organisation, jurisdiction);

    Task Routed(Registered one, RecusedOrganisations? recused = null) => intake.Broker.Publish(
        Dispatched(one, lead: Town) with { Recused = recused });

    [Fact]
    public async Task A_telephone_number_tells_nobody_but_the_hotline_of_a_confidential_case()
    {
        var one = await Register("村干部克扣低保金", "13900110001", Village, confidential: true);
        using var accused = GridWorker(Village);
        using var neighbour = GridWorker("620422100002-committee", "620422100");
        const string suggestions = "/suggestions?phone=13900110001&text=村干部克扣低保金";
        foreach (var by in new[] { accused, neighbour })
        {
            Assert.Empty(await Numbers(suggestions, "history", by));
            Assert.Empty(await Numbers(suggestions, "duplicates", by));
            Assert.Empty(await Numbers("/cases?phone=13900110001", "items", by));
        }
        Assert.Equal([one.Number.Value], await Numbers(suggestions, "history"));
        Assert.Equal([one.Number.Value], await Numbers("/cases?phone=13900110001", "items"));
    }

    [Fact]
    public async Task A_complaint_of_a_village_is_suggested_to_no_grid_worker_of_it_before_and_after_it_is_dispatched()
    {
        var one = await Register("村委会乱收卫生费", "13900110002", Village);
        const string suggestions = "/suggestions?phone=13900110002";
        using var accused = GridWorker(Village);
        using var below = GridWorker(Below);
        using var neighbour = GridWorker("620422100002-committee", "620422100");
        // Who stands below the village is not known yet, so every grid worker waits.
        foreach (var by in new[] { accused, below, neighbour })
            Assert.Empty(await Numbers(suggestions, "history", by));
        await Routed(one, new(new(Village), [new(Below)], new(Town)));
        await Eventually.Be(async () => (await Numbers(suggestions, "history", neighbour)).Contains(one.Number.Value),
            "a neighbour's grid worker is told");
        foreach (var by in new[] { accused, below })
            Assert.Empty(await Numbers(suggestions, "history", by));
    }

    [Fact]
    public async Task Who_is_set_over_the_unit_complained_of_cannot_find_out_the_petitioner_by_trying_numbers()
    {
        var one = await Register("村委会公章外借", "13900110003", Village);
        await Routed(one, new(new(Village), [], new(Town)));
        using var head = intake.Intake.Client(Roles.Head, Town);
        using var operators = intake.Intake.Client(Roles.Operator, Town, "620422100");
        foreach (var by in new[] { head, operators })
        {
            await Eventually.Be(async () => (await Numbers("/cases?limit=200", "items", by)).Contains(one.Number.Value),
                "the superior's list has it");
            Assert.Empty(await Numbers("/cases?phone=13900110003", "items", by));
        }
        Assert.Empty(await Numbers("/suggestions?phone=13900110003", "history", operators));
        // The hotline took the call.
        Assert.Equal([one.Number.Value], await Numbers("/cases?phone=13900110003", "items"));
    }

    [Fact]
    public async Task Another_platform_sees_what_it_registered_itself_and_no_more_at_every_door()
    {
        using var platform = intake.Intake.Client(Roles.Client, "620422-hotline", account: "open311");
        using var second = intake.Intake.Client(Roles.Client, "620422-hotline", account: "mobile-app");
        var hotlines = await Register("热线登记的路灯问题", "13900110004");
        var own = await Register("平台登记的路灯问题", "13900110004", by: platform);
        await Routed(hotlines);
        await Routed(own);
        await Eventually.Equal("routed", () => intake.Status(own.Number), "the status");

        Assert.Contains(own.Number.Value, await Numbers("/cases?limit=200", "items", platform));
        Assert.Equal([own.Number.Value], await Numbers("/cases?phone=13900110004", "items", platform));
        Assert.Empty(await Numbers("/cases?phone=13900110004", "items", second));
        foreach (var (number, by) in new[] { (hotlines.Number, platform), (own.Number, second) })
        {
            Assert.Empty(await Numbers("/cases?q=" + number, "items", by));
            foreach (var path in new[] { $"/cases/{number}", $"/cases/{number}/timeline" })
                await ProblemDocument.Expect(await by.GetAsync(path), HttpStatusCode.NotFound, "case_not_found");
            using var rated = await by.PostAsJsonAsync($"/cases/{number}/ratings", new { level = "satisfied" });
            await ProblemDocument.Expect(rated, HttpStatusCode.NotFound, "case_not_found");
        }
        Assert.Equal(HttpStatusCode.OK, (await platform.GetAsync($"/cases/{own.Number}")).StatusCode);
        Assert.NotEmpty((await intake.Get($"/cases/{own.Number}/timeline", platform)).GetProperty("items")
            .EnumerateArray());
        foreach (var closed in new[] { "/suggestions?phone=13900110004", "/copies", "/ledger" })
            Assert.Equal(HttpStatusCode.Forbidden, (await platform.GetAsync(closed)).StatusCode);
    }

    [Fact]
    public async Task The_unit_complained_of_can_neither_list_a_copy_of_the_case_nor_mark_it_as_read()
    {
        const string county = "620422-centre";
        var one = await Register("综治中心推诿不管", "13900110005", county);
        await intake.Broker.Publish(Dispatched(one, lead: Town) with
        {
            Recused = new(new(county), [], null),
            Copies = [new(new(county), "会宁县综治中心")],
        });
        await Eventually.Equal("routed", () => intake.Status(one.Number), "the status");
        using var accused = intake.Intake.Client(Roles.Head, county);
        Assert.DoesNotContain(one.Number.Value, await Numbers("/copies?limit=200", "items", accused));
        using var marked = await accused.PostAsJsonAsync($"/copies/{one.Number}/read", new { });
        await ProblemDocument.Expect(marked, HttpStatusCode.NotFound, "case_not_found");
        foreach (var role in new[] { Roles.Dispatcher, Roles.Director, Roles.Arbiter })
        {
            using var centre = intake.Intake.Client(role, county);
            await ProblemDocument.Expect(await centre.GetAsync($"/cases/{one.Number}"), HttpStatusCode.NotFound,
                "case_not_found");
        }
    }
}
