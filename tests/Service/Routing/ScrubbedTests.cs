using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>What an organisation or the arbiter writes is read by others without personal numbers.</summary>
[Collection("routing")]
public sealed class ScrubbedTests(RoutingFixture routing)
{
    const string Mobile = "13912345678", Card = "620422199001011234", Office = "0943-3221234";

    static void Clean(string text)
    {
        Assert.DoesNotContain(Mobile, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_keeps_the_departments_telephone_in_the_public_answer_and_no_other_number()
    {
        var dispatched = await routing.Dispatch("小区停水");
        using var handler = routing.Handler(dispatched.Lead.Organisation);
        var path = $"/tickets/{dispatched.Lead.Id}";
        await Done(handler, path + "/claim", new { });
        await Done(handler, path + "/transfer", new { officer = "wang", officerName = "王强" + Mobile });
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", new
        {
            outcome = "solved", publicAnswer = $"已恢复供水，身份证{Card}已登记，咨询电话{Office}。",
            measures = $"电话{Mobile}回访", legalBasis = $"《供水条例》第一条，来电{Mobile}",
        });
        var replied = await routing.Heard.Next<TicketReplied>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal($"已恢复供水，身份证[身份证号]已登记，咨询电话{Office}。", replied.PublicAnswer);
        var read = await routing.Dispatcher.GetStringAsync(path);
        Clean(read);
        Assert.Contains(Office, read, StringComparison.Ordinal);
        Clean((await routing.Heard.Next<TicketTransferred>(e => e.TicketId == dispatched.Lead.Id)).OfficerName);
    }

    [Fact]
    public async Task A_return_its_ruling_and_a_termination_are_read_without_numbers()
    {
        var dispatched = await routing.Dispatch("小区停水两天");
        using var handler = routing.Handler(dispatched.Lead.Organisation);
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/return", new
        {
            reason = "notOurDuty", explanation = "该路段由城管部门牵头整治", duty = "010102", suggested = "620422-urban",
            basis = "《方案》，联系" + Mobile,
        });
        using var arbiter = routing.Routing.Client(Roles.Arbiter, "620422-centre");
        var asked = "/returns/" + await routing.Waiting(dispatched.Lead.Id);
        Clean(await arbiter.GetStringAsync(asked));
        await Done(arbiter, asked + "/ruling", new
        {
            upheld = false, grounds = "依据职责清单裁定", duty = "010101", basis = "《方案》第三条，" + Card,
        });
        var ruled = await routing.Heard.Next<ReturnRuled>(e => e.TicketId == dispatched.Lead.Id);
        Clean(string.Concat(ruled.Reasons.Select(r => r.Text)));
        Clean(await arbiter.GetStringAsync("/precedents?limit=200"));

        await Done(handler, $"/tickets/{dispatched.Lead.Id}/termination", new
        {
            ground = "litigation", reason = "双方已向人民法院起诉", publicAnswer = $"已进入诉讼程序，当事人{Card}，咨询{Office}。",
        });
        var waiting = (await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/applications?limit=200"))
            .GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("ticketId").GetString() == dispatched.Lead.Id.ToString());
        Assert.Equal($"已进入诉讼程序，当事人[身份证号]，咨询{Office}。", waiting.GetProperty("publicAnswer").GetString());
    }

    [Fact]
    public async Task A_draft_says_its_name_and_reason_without_numbers()
    {
        using var answer = await routing.Admin.PostAsJsonAsync(
            "/catalogue/drafts", new { name = "调整" + Mobile, why = "来电" + Mobile });
        Assert.True(answer.IsSuccessStatusCode);
        Clean(await answer.Content.ReadAsStringAsync());
        Clean(await routing.Admin.GetStringAsync("/catalogue/drafts"));
    }
}
