using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>How the matter model is trained, used, trained again and replaced by an earlier one.</summary>
public sealed class MatterModelTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    async Task<JsonElement> Models() => await routing.Admin.GetFromJsonAsync<JsonElement>("/matter-models");

    async Task<JsonElement> Train(string why)
    {
        var before = (await Models()).GetProperty("items").GetArrayLength();
        await Eventually.Be(async () =>
        {
            using var asked = await routing.Admin.PostAsJsonAsync("/matter-models", new { why });
            return asked.StatusCode == HttpStatusCode.Accepted;
        }, "a training may begin");
        await Eventually.Be(
            async () => (await Models()).GetProperty("items").GetArrayLength() > before, "the model is trained");
        return (await Models()).GetProperty("items")[0];
    }

    [Fact]
    public async Task A_model_is_trained_from_the_catalogue_and_archived_cases_and_an_earlier_one_can_be_reactivated()
    {
        var first = await Train("由事项清单开始");
        Assert.True(first.GetProperty("active").GetBoolean());
        Assert.Equal("first_model", first.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal(0, first.GetProperty("confirmed").GetInt32());

        var caller = routing.Routing.Client(Roles.Operator, "620422-hotline");
        var shown = default(JsonElement);
        await Eventually.Be(async () =>
        {
            shown = await caller.GetFromJsonAsync<JsonElement>(
                "/matters/suggestions?text=" + Uri.EscapeDataString("小区又停水了，自来水没有"));
            return shown.TryGetProperty("model", out _);
        }, "the model is in use");
        Assert.Equal(first.GetProperty("version").GetInt32(), shown.GetProperty("model").GetInt32());
        var best = shown.GetProperty("items")[0];
        Assert.Equal(("010101", "620422-water"),
            (best.GetProperty("matter").GetString(), best.GetProperty("organisation").GetString()));
        Assert.Equal("停水", best.GetProperty("phrases")[0].GetString());

        var dispatched = await routing.Dispatch("整栋楼停水，龙头滴水不出");
        await routing.Reply(dispatched.Lead);
        await routing.Broker.Publish(new CaseArchived(About(dispatched, 2), []));
        await Eventually.Be(async () => (await Models()).GetProperty("kept").GetInt32() == 1, "the case is an example");
        Assert.Equal("010101", await routing.Routing.Database.One<string>(
            "select matter from matter_example where source = 'confirmed'"));

        var second = await Train("新增已确认诉求");
        Assert.Equal(1, second.GetProperty("confirmed").GetInt32());
        var older = $"/matter-models/{first.GetProperty("version").GetInt32()}/activation";
        if (second.GetProperty("active").GetBoolean())
            await Done(routing.Admin, older, new { why = "新模型误判较多" });
        await Refused(routing.Admin, older, new { why = "再次启用" }, HttpStatusCode.Conflict, "already_active");
        await Refused(
            routing.Admin, "/matter-models/99/activation", new { why = "试一试" }, HttpStatusCode.NotFound,
            "model_not_found");
        var items = (await Models()).GetProperty("items").EnumerateArray().ToList();
        Assert.Single(items, i => i.GetProperty("active").GetBoolean());
        Assert.True(items.Single(i => i.GetProperty("version").GetInt32() == first.GetProperty("version").GetInt32())
            .GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_model_of_an_earlier_format_cannot_be_activated()
    {
        var version = await routing.Routing.Database.One<int>("""
            insert into matter_model (version, bytes, labels, examples, confirmed, quality, threshold, confusions,
                reasons, trained_at, by_account, by_name, why, active)
            select 1000, decode('01000000', 'hex'), 2, 6, 0,
                '{"macroF1":1,"accuracy":1,"top3":1,"ece":0,"abstained":0}', 0.9, '[]', '[]', now() - interval '1 year',
                'system', '系统', '旧版软件训练', false
            returning version
            """);
        await Refused(
            routing.Admin, $"/matter-models/{version}/activation", new { why = "换回旧版" }, HttpStatusCode.Conflict,
            "model_outdated");
        await routing.Routing.Database.One<int>($"delete from matter_model where version = {version} returning 1");
    }

    [Fact]
    public async Task A_case_that_was_archived_without_a_reply_is_no_example()
    {
        var dispatched = await routing.Dispatch("门口摆摊占了人行道");
        await routing.Broker.Publish(new CaseArchived(About(dispatched, 2), []));
        await routing.Heard.Next<TicketClosed>(e => e.Head.CaseId == dispatched.Head.CaseId);
        Assert.Equal(0, await routing.Routing.Database.One<long>(
            $"select count(*) from matter_example where case_id = '{dispatched.Head.CaseId}'"));
    }
}
