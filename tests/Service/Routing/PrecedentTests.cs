using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>A ruling decides the next case of its kind at once, and for as long as the precedent holds.</summary>
public sealed class PrecedentTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    [Fact]
    public async Task The_next_case_goes_to_the_ruled_organisation_and_names_the_precedent_while_it_holds()
    {
        // The first case goes by the duty list, is returned, and is ruled to be the duty of another organisation.
        var first = await routing.Dispatch("路边有人摆摊", "010102");
        await Done(routing.Handler(first.Lead.Organisation), $"/tickets/{first.Lead.Id}/return", new
        {
            reason = "notOurDuty", explanation = "该路段夜市由人社部门牵头整治", duty = "010102", basis = "《夜市整治方案》",
            suggested = "620422-labour",
        });
        using var arbiter = routing.Routing.Client(Roles.Arbiter, "620422-centre");
        await Done(arbiter, $"/returns/{await routing.Waiting(first.Lead.Id)}/ruling", new
        {
            upheld = true, to = "620422-labour", grounds = "夜市整治由人社部门牵头", duty = "010102",
        });
        var ruled = await routing.Heard.Next<ReturnRuled>(e => e.TicketId == first.Lead.Id);

        var (second, considered) = await Decide();
        Assert.Equal(("620422-labour", 1), (second.Lead.Organisation.Value, second.Hop));
        Assert.Contains(second.Reasons, r =>
            r.Code == "precedent" && r.Text.Contains(ruled.Precedent!.Value.ToString(), StringComparison.Ordinal));
        Assert.Equal((true, "precedent"), WonAndRule(considered[0]));

        // A duty list published after the ruling that names yet another owner overrides the precedent.
        await routing.Put("duties", [.. Catalogue.Duties.Where(d => !d.ToString()!.Contains("010102")),
            new { matter = "010102", owner = "620422-water", role = "lead", basis = "新修订的权责清单" }]);
        (second, considered) = await Decide();
        Assert.Equal("620422-water", second.Lead.Organisation.Value);
        Assert.Contains("以新职责为准", considered[0].GetProperty("why").GetString()!, StringComparison.Ordinal);
        Assert.Equal((false, "precedent"), WonAndRule(considered[0]));

        await routing.Put("duties", Catalogue.Duties);
        foreach (var (change, word) in new[]
        {
            ("valid_until = now(), ruled_at = now() + interval '1 hour'", "到期"),
            ("valid_until = now() + interval '1 day', withdrawn_at = now()", "撤销"),
        })
        {
            await routing.Routing.Database.Execute($"update precedent set {change}");
            await Eventually.Be(async () =>
            {
                (second, considered) = await Decide();
                return considered.Length > 0 && considered[0].GetProperty("why").GetString()!
                    .Contains(word, StringComparison.Ordinal);
            }, $"the precedent is known to be over: {word}");
            Assert.Equal("620422-urban", second.Lead.Organisation.Value);
        }
    }

    async Task<(CaseDispatched Dispatched, JsonElement[] Considered)> Decide()
    {
        var dispatched = await routing.Dispatch("夜里有人摆摊", "010102");
        var ticket = await routing.Dispatcher.GetFromJsonAsync<JsonElement>($"/tickets/{dispatched.Lead.Id}");
        return (dispatched, [.. ticket.GetProperty("decision").GetProperty("considered").EnumerateArray()]);
    }

    static (bool, string?) WonAndRule(JsonElement one) =>
        (one.GetProperty("won").GetBoolean(), one.GetProperty("rule").GetString());
}
