using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Whoever belongs to the unit complained of sees nothing of the case, whatever the role (回避).</summary>
public sealed class VisibilityTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    static readonly OrganisationId Urban = new("620422-urban");

    async Task<CaseRegistered> Against(string text)
    {
        var registered = Case(text) with { Against = Urban };
        await routing.Broker.Publish(registered);
        return registered;
    }

    static async Task<int> Found(HttpClient by, string path, CaseRegistered registered) =>
        (await by.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()
            .Count(i => i.GetProperty("caseNumber").GetString() == registered.Head.CaseNumber.Value);

    [Theory]
    [InlineData(Roles.Leader)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Dispatcher)]
    [InlineData(Roles.Director)]
    public async Task A_ticket_is_neither_listed_nor_read_nor_acted_on(string role)
    {
        var registered = await Against("小区停水，供水单位一直不来");
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId);
        using var theirs = routing.Routing.Client(role, Urban.Value);
        Assert.Equal(0, await Found(theirs, "/tickets?limit=200", registered));
        Assert.Equal(
            1, await Found(routing.Dispatcher, "/tickets?limit=200&case=" + registered.Head.CaseNumber, registered));
        await ProblemDocument.Expect(
            await theirs.GetAsync($"/tickets/{dispatched.Lead.Id}"), HttpStatusCode.NotFound, "ticket_not_found");
        if (role is Roles.Dispatcher or Roles.Director)
            await Refused(
                theirs, $"/tickets/{dispatched.Lead.Id}/audit", new { passed = true }, HttpStatusCode.NotFound,
                "ticket_not_found");
    }

    [Fact]
    public async Task A_return_and_an_undecided_case_are_kept_from_them_too()
    {
        var lead = (await routing.Heard.Next<CaseDispatched>(
            Is(await Against("小区停水，供水单位一直不来")))).Lead;
        await Done(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return",
            new { reason = "unclear", explanation = "诉求没有写明小区名称和联系方式" });
        var id = await routing.Waiting(lead.Id);
        using var arbiter = routing.Routing.Client(Roles.Arbiter, Urban.Value);
        await ProblemDocument.Expect(await arbiter.GetAsync("/returns/" + id), HttpStatusCode.NotFound,
            "return_not_found");
        Assert.DoesNotContain(id, await arbiter.GetStringAsync("/returns?limit=200"), StringComparison.Ordinal);
        await Refused(arbiter, $"/returns/{id}/ruling", new { upheld = false, grounds = "应由其办理" },
            HttpStatusCode.NotFound, "return_not_found");

        var undecided = await Against("天上有一个亮东西一直跟着我走");
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == undecided.Head.CaseId);
        using var theirs = routing.Routing.Client(Roles.Dispatcher, Urban.Value);
        Assert.Equal(1, await Found(routing.Dispatcher, "/undecided?limit=200", undecided));
        Assert.Equal(0, await Found(theirs, "/undecided?limit=200", undecided));
        await Refused(theirs, $"/undecided/{undecided.Head.CaseNumber}/dispatch",
            new { lead = "620422-water", grounds = "人工判断如此" }, HttpStatusCode.NotFound, "case_not_found");
    }

    [Fact]
    public async Task What_is_counted_is_listed_without_its_text()
    {
        var registered = await Against("小区停水，供水单位一直不来");
        await routing.Heard.Next<CaseDispatched>(Is(registered));
        using var theirs = routing.Routing.Client(Roles.Leader, Urban.Value);
        var item = await Eventually.Get(
            async () => (await theirs.GetFromJsonAsync<JsonElement>("/statistics/tickets?limit=200"))
                .GetProperty("items").EnumerateArray()
                .FirstOrDefault(i => i.GetProperty("caseNumber").GetString() == registered.Head.CaseNumber.Value),
            found => found.ValueKind == JsonValueKind.Object, "the ticket is counted");
        Assert.Equal("（投诉涉及本单位，内容回避）", item.GetProperty("text").GetString());
        Assert.False(item.TryGetProperty("address", out var at) && at.ValueKind != JsonValueKind.Null);
        Assert.Empty(item.GetProperty("reasons").EnumerateArray());
    }

    [Fact]
    public async Task A_unit_that_is_put_below_the_accused_later_sees_nothing_of_it_from_then_on()
    {
        var registered = await Against("小区停水，供水单位一直不来");
        await routing.Heard.Next<CaseDispatched>(Is(registered));
        using var theirs = routing.Routing.Client(Roles.Leader, "620422-labour");
        var path = "/tickets?limit=200&case=" + registered.Head.CaseNumber;
        Assert.Equal(1, await Found(theirs, path, registered));
        object[] moved = [.. Catalogue.Organisations.Where(o => !o.ToString()!.Contains("620422-labour")), new
        {
            code = "620422-labour", name = "会宁县labour", kind = "department", level = "county",
            jurisdiction = "620422", parent = Urban.Value,
        }];
        await routing.Put("organisations", moved);
        try
        {
            Assert.Equal(0, await Found(theirs, path, registered));
            Assert.Equal(1, await Found(routing.Dispatcher, path, registered));
        }
        finally
        {
            await routing.Put("organisations", Catalogue.Organisations);
        }
    }

    [Fact]
    public async Task A_precedent_from_such_a_case_is_kept_from_them_and_tells_others_neither_grounds_nor_number()
    {
        var registered = await Against("路边垃圾没人清运，证人钱小燕可以作证");
        var lead = (await routing.Heard.Next<CaseDispatched>(Is(registered))).Lead;
        await Done(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return", new
        {
            reason = "notOurDuty", explanation = "该路段由人社部门牵头整治", duty = "010104", basis = "《整治方案》",
            suggested = "620422-labour",
        });
        using var arbiter = routing.Routing.Client(Roles.Arbiter, "620422-centre");
        await Done(arbiter, $"/returns/{await routing.Waiting(lead.Id)}/ruling", new
        {
            upheld = true, to = "620422-labour", grounds = "经查由该局办理，钱小燕所述属实", duty = "010104",
        });
        var id = (await routing.Heard.Next<ReturnRuled>(e => e.TicketId == lead.Id)).Precedent!.Value;

        using var theirs = routing.Routing.Client(Roles.Arbiter, Urban.Value);
        foreach (var path in new[] { "/precedents?limit=200", "/precedents?q=钱小燕" })
        {
            Assert.DoesNotContain(id.ToString(), await theirs.GetStringAsync(path), StringComparison.Ordinal);
            Assert.Contains(id.ToString(), await arbiter.GetStringAsync(path), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("可以作证", await routing.Admin.GetStringAsync("/precedents?limit=200"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), await routing.Admin.GetStringAsync("/precedents?q=可以作证"),
            StringComparison.Ordinal);

        using var ruled = routing.Routing.Client(Roles.Head, "620422-labour");
        Assert.Contains(id.ToString(), await ruled.GetStringAsync("/precedents"), StringComparison.Ordinal);

        // The next case of the kind goes everywhere; what it says of the precedent goes with it.
        var next = await routing.Dispatch("路边垃圾没人清运", "010104");
        var why = Assert.Single(next.Reasons, r => r.Code == "precedent").Text;
        Assert.Contains(id.ToString(), why, StringComparison.Ordinal);
        var whole = await routing.Dispatcher.GetStringAsync("/tickets/" + next.Lead.Id);
        foreach (var text in new[] { why, whole })
        {
            Assert.DoesNotContain("钱小燕", text, StringComparison.Ordinal);
            Assert.DoesNotContain(registered.Head.CaseNumber.Value, text, StringComparison.Ordinal);
        }
        await Done(routing.Handler(next.Lead.Organisation), $"/tickets/{next.Lead.Id}/return", new
        {
            reason = "notOurDuty", explanation = "该路段由城管部门牵头整治", duty = "010104", basis = "《整治方案》",
            suggested = "620422-urban",
        });
        var asked = "/returns/" + await routing.Waiting(next.Lead.Id);
        Assert.Contains("可以作证", await arbiter.GetStringAsync(asked), StringComparison.Ordinal);
        Assert.DoesNotContain("钱小燕", await theirs.GetStringAsync(asked), StringComparison.Ordinal);

        await Refused(theirs, $"/precedents/{id}/withdrawal", new { why = "不再适用于此" }, HttpStatusCode.NotFound,
            "precedent_not_found");
        await Done(arbiter, $"/precedents/{id}/withdrawal", new { why = "不再适用于此" });
    }

    [Fact]
    public async Task A_mistyped_unit_stands_back_by_its_listed_code_and_an_unknown_one_is_left_to_the_centre()
    {
        var registered = Case("门口有人摆摊", "010102") with { Against = new("620422-URBAN") };
        await routing.Broker.Publish(registered);
        var repaired = await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal(Urban, repaired.Recused!.Against);
        using var theirs = routing.Routing.Client(Roles.Dispatcher, Urban.Value);
        Assert.Equal(0, await Found(theirs, "/undecided?limit=200", registered));

        var unknown = Case("门口有人摆摊", "010102") with { Against = new("nosuch-unit") };
        await routing.Broker.Publish(unknown);
        Assert.Contains(
            (await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == unknown.Head.CaseId)).Reasons,
            r => r.Code == "against_not_listed");
    }

    static Func<CaseDispatched, bool> Is(CaseRegistered registered) => e => e.Head.CaseId == registered.Head.CaseId;
}
