using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Intake.IntakeFixture;

namespace Dispatch.Tests.Service.Intake.Visibility;

/// <summary>The unit complained of does not see the case, and its superior not who complains.</summary>
[Collection("intake")]
public sealed class RecusalTests(IntakeFixture intake)
{
    static readonly OrganisationId Village = new("620422100001-committee"), Town = new("620422100-gov");

    async Task<Registered> Against(OrganisationId unit)
    {
        using var answer = await intake.Operator.PostAsJsonAsync("/cases", new
        {
            channel = "phone", kind = "complaint", text = "村委会办事乱收费", against = unit.Value,
            petitioner = new { name = "张建国", phone = "13900001234" }, place = new { grid = "620422100001" },
        });
        return (await answer.Content.ReadFromJsonAsync<Registered>(ContractJson.Options))!;
    }

    static CaseDispatched ToTown(Registered about) => Dispatched(about, lead: Town.Value) with
    {
        Recused = new(Village, [new("620422100001-grid")], Town),
        Copies = [new(new("620422-centre"), "会宁县综治中心")],
    };

    /// <param name="mistyped">The code was mistyped at registration, in a way that Routing can still resolve.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Neither_the_unit_complained_of_nor_those_below_can_list_or_read_the_case(bool mistyped)
    {
        var one = await Against(mistyped ? new(Village.Value.ToUpperInvariant()) : Village);
        await intake.Broker.Publish(ToTown(one));
        using var town = intake.Intake.Client(Roles.Handler, Town.Value);
        await Eventually.Be(async () => (await town.GetAsync($"/cases/{one.Number}")).IsSuccessStatusCode,
            "the superior reads it");
        foreach (var (role, organisation) in new[]
        {
            (Roles.Handler, Village.Value), (Roles.Head, Village.Value), (Roles.GridWorker, Village.Value),
            (Roles.GridWorker, "620422100001-grid"), (Roles.Leader, Village.Value),
        })
        {
            using var theirs = intake.Intake.Client(role, organisation, "620422100001");
            foreach (var path in new[] { $"/cases/{one.Number}", $"/cases/{one.Number}/timeline" })
                await ProblemDocument.Expect(await theirs.GetAsync(path), HttpStatusCode.NotFound, "case_not_found");
            Assert.Empty((await intake.Get($"/cases?q={one.Number}", theirs)).GetProperty("items").EnumerateArray());
        }
        using var other = intake.Intake.Client(Roles.GridWorker, "620422100002-committee", "620422100");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/cases/{one.Number}")).StatusCode);
    }

    [Fact]
    public async Task Its_superior_handles_the_case_and_does_not_learn_who_complains()
    {
        var one = await Against(Village);
        await intake.Broker.Publish(ToTown(one));
        using var town = intake.Intake.Client(Roles.Handler, Town.Value);
        await Eventually.Be(async () => (await town.GetAsync($"/cases/{one.Number}")).IsSuccessStatusCode,
            "the superior reads it");
        var read = await intake.Get($"/cases/{one.Number}", town);
        Assert.False(read.GetProperty("petitioner").TryGetProperty("name", out _));
        Assert.Equal(Village.Value, read.GetProperty("against").GetString());
        using var reveal = await town.PostAsJsonAsync($"/cases/{one.Number}/petitioner", new { purpose = "联系诉求人" });
        await ProblemDocument.Expect(reveal, HttpStatusCode.Forbidden, "informer_protected");
        Assert.Equal("张**", (await intake.Get($"/cases/{one.Number}")).GetProperty("petitioner").GetProperty("name")
            .GetString());
    }

    [Fact]
    public async Task The_county_finds_the_copy_and_marks_it_as_read()
    {
        var one = await intake.Register("镇上路灯不亮");
        await intake.Broker.Publish(Dispatched(one, lead: Town.Value) with
        {
            Copies = [new(new("620422-centre"), "会宁县综治中心")],
        });
        using var county = intake.Intake.Client(Roles.Head, "620422-centre");
        Task<JsonElement[]> Unread() => Mine("/copies?unread=true&limit=200");
        async Task<JsonElement[]> Mine(string path) =>
        [
            .. (await intake.Get(path, county)).GetProperty("items").EnumerateArray()
                .Where(c => c.GetProperty("case").GetProperty("number").GetString() == one.Number.Value),
        ];
        await Eventually.Be(async () => (await Unread()).Length == 1, "the copy is there");
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync($"/cases/{one.Number}")).StatusCode);
        using var town = intake.Intake.Client(Roles.Head, Town.Value);
        await ProblemDocument.Expect(
            await town.PostAsJsonAsync($"/copies/{one.Number}/read", new { }), HttpStatusCode.NotFound,
            "case_not_found");
        using var marked = await county.PostAsJsonAsync($"/copies/{one.Number}/read", new { });
        Assert.Equal(HttpStatusCode.NoContent, marked.StatusCode);
        Assert.Empty(await Unread());
        Assert.True((await Mine("/copies"))[0].TryGetProperty("readAt", out _));
    }
}
