using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Dispatching.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>The unit complained of never handles the complaint, nor does any unit below it (回避).</summary>
public sealed class RecusalTests
{
    static readonly CatalogueIndex Towns = new(County.Rows with
    {
        Organisations =
        [
            .. County.Organisations.Select(o => o.Code.Value switch
            {
                "village" => o with { Parent = new("town"), Name = "南关社区居委会" },
                "town" => o with { Parent = new("government") },
                "police" => o with { Parent = new("centre"), Name = "会宁县公安局", Aliases = ["县公安"] },
                _ => o,
            }),
            new(new("government"), "县政府", OrganisationKind.Department, Level.County, new(County.Whole), new("centre")),
        ],
        Matters = [.. County.Matters.Select(m => m with { Kinds = null })],
    });

    static Decision Decide(string matter, string? against, string text = "", CaseKind kind = CaseKind.Complaint) =>
        Deciding.Decide(Towns, County.Ask(text, matter, kind: kind) with
        {
            Against = against is null ? null : new OrganisationId(against),
        });

    [Theory]
    [InlineData("010203", "village", "town")]
    [InlineData("010203", "town", "government")]
    [InlineData("010202", "police", null)]
    [InlineData("010102", "village", "town")]
    [InlineData("010201", "police", "urban")]
    public void A_case_never_goes_to_the_unit_complained_of_or_one_below_it(
        string matter, string against, string? lead)
    {
        var decision = Decide(matter, against);
        Assert.Equal(lead, decision.Lead?.Code.Value);
        Assert.DoesNotContain(decision.Assisting.Append(decision.Lead), o =>
            o is not null && Recusal.Touches(Towns, o.Code, new(against)));
        Assert.DoesNotContain(decision.Suggestions, s => Recusal.Touches(Towns, s.Organisation, new(against)));
    }

    [Theory]
    [InlineData("police", "centre")]
    [InlineData("centre", "city-centre")]
    [InlineData("city-centre", "centre")]
    public void A_complaint_about_a_centre_is_held_by_the_next_one_above_it_if_there_is_one(
        string against, string holder)
    {
        var city = new CatalogueIndex(Towns.Rows with
        {
            Organisations =
            [
                .. Towns.Rows.Organisations
                    .Select(o => o.Code.Value == "centre" ? o with { Parent = new("city-centre") } : o),
                new(
                    new("city-centre"), "市综治中心", OrganisationKind.Centre, Level.City, new(County.Whole[..4]), null),
            ],
        });
        Assert.Equal(holder, Recusal.Centre(city, new(County.Whole), new(against))?.Code.Value);
        Assert.Contains(new(against), Recusal.HiddenFrom(city, new(against), new("nobody"))!);
        Assert.DoesNotContain(new(holder), Recusal.HiddenFrom(city, new(against), new(holder))!);
    }

    [Fact]
    public void A_complaint_about_an_unlisted_unit_is_left_to_the_centre()
    {
        var decision = Decide("010202", "nosuch-unit");
        Assert.Equal((null, "against_not_listed"), (decision.Lead, decision.Reasons[^1].Code));
        Assert.Contains("nosuch-unit", decision.Reasons[^1].Text, StringComparison.Ordinal);
        Assert.Equal(new OrganisationId("nosuch-unit"), Recusal.Listed(Towns, new("nosuch-unit")));
        Assert.Equal(new OrganisationId("police"), Recusal.Listed(Towns, new("Police")));
        Assert.Null(Recusal.Listed(Towns, null));
    }

    [Fact]
    public void Neither_a_precedent_nor_a_rule_sends_it_to_the_unit_complained_of()
    {
        var policy = new RoutingPolicy(
            new(Towns.Rows with { Rules = [DecisionChainTests.Rule("r", "police", "010202")] }),
            new([DecisionChainTests.Precedent("police", "010202") with { Kind = CaseKind.Complaint }]),
            ShieldExemptions.None);
        var decision = Deciding.Decide(
            policy, County.Ask("", "010202", kind: CaseKind.Complaint) with { Against = new("police") });
        Assert.Null(decision.Lead);
        Assert.All(decision.Considered, c => Assert.Contains("回避", c.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("公安局窗口的人态度恶劣", CaseKind.Complaint, true)]
    [InlineData("县公安不作为", CaseKind.Report, true)]
    [InlineData("公安局窗口的人态度恶劣", CaseKind.Request, false)]
    [InlineData("公安局门口有人占道", CaseKind.Complaint, false)]
    [InlineData("隔壁饭店服务员态度恶劣", CaseKind.Complaint, false)]
    public void A_complaint_whose_text_alone_names_a_unit_is_left_to_the_centre(string text, CaseKind kind, bool left)
    {
        var decision = Decide("010202", null, text, kind);
        Assert.Equal(left, decision.Lead is null);
        Assert.Equal(left, decision.Reasons.Any(r => r.Code == "may_be_against"));
    }
}
