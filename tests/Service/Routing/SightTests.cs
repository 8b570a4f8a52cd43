using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Whoever belongs to the unit complained of sees nothing of the case, whatever the role (回避).</summary>
public sealed class SightTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    static readonly OrganisationId Urban = new("620422-urban");

    async Task<CaseRegistered> Against(string text)
    {
        var registered = Case(text) with { Against = Urban };
        await routing.Broker.Publish(registered);
        return registered;
    }

    static async Task<int> Found(HttpClient by, string path, CaseRegistered of) =>
        (await by.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()
            .Count(i => i.GetProperty("caseNumber").GetString() == of.Head.CaseNumber.Value);

    [Theory]
    [InlineData(Roles.Leader)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Dispatcher)]
    [InlineData(Roles.Director)]
    public async Task A_ticket_is_neither_listed_nor_read_nor_acted_on(string role)
    {
        var of = await Against("小区停水，供水单位一直不来");
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == of.Head.CaseId);
        using var theirs = routing.Routing.Client(role, Urban.Value);
        Assert.Equal(0, await Found(theirs, "/tickets?limit=200", of));
        Assert.Equal(1, await Found(routing.Dispatcher, "/tickets?limit=200&case=" + of.Head.CaseNumber, of));
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
        var of = await Against("小区停水，供水单位一直不来");
        await routing.Heard.Next<CaseDispatched>(Is(of));
        using var theirs = routing.Routing.Client(Roles.Leader, Urban.Value);
        var item = await Eventually.Get(
            async () => (await theirs.GetFromJsonAsync<JsonElement>("/figures/tickets?limit=200"))
                .GetProperty("items").EnumerateArray()
                .FirstOrDefault(i => i.GetProperty("caseNumber").GetString() == of.Head.CaseNumber.Value),
            found => found.ValueKind == JsonValueKind.Object, "the ticket is counted");
        Assert.Equal("（投诉涉及本单位，内容回避）", item.GetProperty("text").GetString());
    }

    static Func<CaseDispatched, bool> Is(CaseRegistered of) => e => e.Head.CaseId == of.Head.CaseId;
}
