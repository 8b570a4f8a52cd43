using System.Net;
using System.Text.Json;

namespace Dispatch.Tests.Service.Mediation.Files;

/// <summary>Who must stand back from a dispute (回避) finds its file at no door, whatever the role.</summary>
[Collection(nameof(Dispute))]
public sealed class VisibilityTests(Dispute dispute)
{
    const string Township = "620422100-gov", Village = "620422100001-village", County = "620422-government";

    static readonly string[] BookReaders = [Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor];

    /// <summary>Every door by which a mediator works on a file, each with what it would take.</summary>
    static readonly (string Path, object Body)[] Doors =
    [
        ("/parties", new { name = "张三丰", side = "applicant" }),
        ("/consents", new { party = 1, given = true }),
        ("/sessions", new { heldAt = DateTimeOffset.UnixEpoch, place = "调解室", note = "双方到场" }),
        ("/agreement", new
        {
            facts = "双方因宅基地边界发生纠纷", content = "当场恢复原状", performanceMode = "atOnce", oral = true,
        }),
        ("/signatures", new { party = 1 }),
        ("/termination", new { reason = "partyWithdrew", note = "当事人要求终止" }),
    ];

    static RecusedOrganisations Against(params string[] below) =>
        new(new(Township), [.. below.Select(one => new OrganisationId(one))], new(County));

    public static TheoryData<string, string> RecusedReaders()
    {
        var data = new TheoryData<string, string>();
        foreach (var role in BookReaders.Append(Roles.Operator).Append(Roles.Arbiter))
        {
            data.Add(role, Township);
            data.Add(role, Village);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(RecusedReaders))]
    public async Task The_unit_complained_of_and_one_below_it_find_the_file_at_no_door(
        string role, string organisation)
    {
        await dispute.Route(Against(Village));
        await dispute.AddBoth();
        using var theirs = dispute.Service.Client(role, organisation, "620422100");
        await FindsNothing(theirs, role);
    }

    [Theory]
    [InlineData(Roles.Head, Township)]
    [InlineData(Roles.Handler, Township)]
    [InlineData(Roles.GridWorker, Village)]
    public async Task A_departments_people_have_no_access_to_files_at_all(
        string role, string organisation)
    {
        await dispute.Route(Against(Village));
        using var theirs = dispute.Service.Client(role, organisation, "620422100");
        foreach (var path in new[] { "/files", dispute.Url, "/ledger", "/ledger/" + Slice })
            await ProblemDocument.Expect(await theirs.GetAsync(path), HttpStatusCode.Forbidden, "role_not_allowed");
        foreach (var (path, body) in Doors)
            await ProblemDocument.Expect(
                await dispute.Post(path, body, by: theirs), HttpStatusCode.Forbidden, "role_not_allowed");
    }

    [Fact]
    public async Task A_mediator_below_the_unit_complained_of_can_neither_read_nor_work_on_the_file()
    {
        await dispute.Route(Against(Dispute.Organisation));
        using var theirs = dispute.Mediator;
        await FindsNothing(theirs, Roles.Mediator);
        foreach (var (path, body) in Doors)
            await dispute.Refused(path, body, HttpStatusCode.NotFound, "file_not_found");
    }

    [Theory]
    [InlineData(Roles.Leader)]
    [InlineData(Roles.Director)]
    public async Task A_neighbour_of_the_unit_complained_of_finds_it_as_ever(string role)
    {
        await dispute.Route(Against(Village));
        await dispute.AddBoth();
        using var neighbour = dispute.Service.Client(role, "620422-housing");
        Assert.Equal("张**", Name(await dispute.Read(neighbour)));
        Assert.Equal("张**", Name((await Listed(neighbour))!.Value));
        Assert.Contains(dispute.Routed.Head.CaseId.ToString(), await Book(neighbour), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_superior_may_follow_the_file_and_does_not_learn_who_complains()
    {
        await dispute.Route(Against(Village));
        await dispute.AddBoth();
        using var superior = dispute.Service.Client(Roles.Leader, County);
        foreach (var shown in new[] { await dispute.Read(superior), (await Listed(superior))!.Value })
        {
            Assert.Equal("（依法保密）", Name(shown));
            Assert.False(shown.GetProperty("parties")[0].TryGetProperty("phone", out _));
        }
        Assert.Equal("张三丰", Name(await dispute.Read()));
    }

    [Fact]
    public async Task Of_a_file_opened_before_recusals_were_told_a_township_finds_nothing_and_the_county_no_names()
    {
        await dispute.Route();
        await dispute.AddBoth();
        using var township = dispute.Service.Client(Roles.Leader, Township, "620422100");
        Assert.Equal("张**", Name(await dispute.Read(township)));
        await dispute.Service.Database.Execute(
            "update mediation_file set recused = null where id = @id", new { id = dispute.Opened.FileId.Value });

        await FindsNothing(township, Roles.Leader);
        using var director = dispute.Service.Client(Roles.Director, "620422-centre");
        Assert.Equal("（依法保密）", Name(await dispute.Read(director)));
        Assert.Contains(dispute.Routed.Head.CaseId.ToString(), await Book(director), StringComparison.Ordinal);
        Assert.Equal("张三丰", Name(await dispute.Read()));
        await dispute.Done("/consents", new { party = 1, given = true });
    }

    string Slice => dispute.Routed.Head.CaseId.Value.ToString("N")[^2..];

    async Task FindsNothing(HttpClient theirs, string role)
    {
        await ProblemDocument.Expect(await theirs.GetAsync(dispute.Url), HttpStatusCode.NotFound, "file_not_found");
        Assert.Null(await Listed(theirs));
        if (!BookReaders.Contains(role, StringComparer.Ordinal))
            return;
        Assert.DoesNotContain(dispute.Routed.Head.CaseId.ToString(), await Book(theirs), StringComparison.Ordinal);
        using var centre = dispute.Service.Client(Roles.Auditor, "620422-centre");
        Assert.True(await Open(theirs) < await Open(centre), "The file is counted for who must stand back from it.");
    }

    async Task<JsonElement?> Listed(HttpClient by)
    {
        var items = (await dispute.Read(by, "/files?case=" + dispute.Routed.Head.CaseNumber)).GetProperty("items");
        return items.GetArrayLength() == 0 ? null : Assert.Single(items.EnumerateArray());
    }

    async Task<string> Book(HttpClient by) => await by.GetStringAsync("/ledger/" + Slice);

    async Task<long> Open(HttpClient by) => (await dispute.Read(by, "/ledger")).GetProperty("open").GetInt64();

    static string? Name(JsonElement file) => file.GetProperty("parties")[0].GetProperty("name").GetString();
}
