using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>
/// The grass-roots shield (减负): a matter for departments never goes to a township or village without an exemption.
/// </summary>
public sealed class ShieldTests
{
    static readonly string[] Owners = ["water", "urban", "town", "village", PlaceRule.Township, PlaceRule.Village,
        PlaceRule.Mediation];

    static readonly MatterRow Matter = County.Catalogue.Matter(new("010101"))!;

    sealed record World(
        List<DutyRow> Duties, List<RuleRow> Rules, List<PrecedentRow> Precedents, List<ShieldExemption> Exemptions,
        string Place, bool Over, bool ByText, string? Against)
    {
        public RoutingPolicy Policy => new(
            new(County.Rows with { Duties = Duties, Rules = Rules }), new(Precedents), new(Exemptions));

        public Question Question => County.Ask(ByText ? "小区停水" : "", ByText ? null : "010101", Place) with
        {
            MediationOver = Over,
            Against = Against is null ? null : new OrganisationId(Against),
        };
    }

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Over_any_catalogue_no_department_matter_reaches_a_township_or_village_without_a_live_exemption(
        int seed)
    {
        var (used, refused) = (0, 0);
        var config = Config.QuickThrowOnFailure.WithReplay((ulong)seed, 1).WithMaxTest(1000);
        Check.One(config, Prop.ForAll(Arb.From(Worlds()), world =>
        {
            var (policy, question) = (world.Policy, world.Question);
            var decision = Deciding.Decide(policy, question);
            refused += decision.Considered.Any(c => c.Why.Contains("为基层减负", StringComparison.Ordinal)) ? 1 : 0;
            var below = decision.Assisting.Append(decision.Lead).OfType<OrganisationRow>()
                .Where(o => o.Level > Level.County).ToList();
            used += below.Count;
            return below.TrueForAll(o => decision.Exemptions!.Any(u => u.Organisation == o.Code && Live(world, u, o)))
                && decision.Suggestions.All(s => policy.Catalogue.Organisation(s.Organisation) is { } o
                    && (o.Level <= Level.County
                        || policy.Exemptions.For(Matter, o, question.Place, County.Now) is not null));
        }));
        Assert.True(used > 50 && refused > 50, $"{used} uses and {refused} refusals say little");
    }

    static bool Live(World world, ExemptionUse use, OrganisationRow by) => world.Exemptions.Exists(o =>
        o.Id == use.Exemption && o.Matter == Matter.Code && o.From <= County.Now && County.Now < o.Until
        && o.WithdrawnAt is null && (o.Organisation ?? by.Code) == by.Code
        && world.Place.StartsWith(o.Jurisdiction?.Value ?? "", StringComparison.Ordinal));

    static Gen<World> Worlds() =>
        from duties in Gen.ListOf(
            from owner in Gen.Elements(Owners)
            from role in Gen.Elements(TicketRole.Lead, TicketRole.Assisting)
            select new DutyRow(new("010101"), owner, role, null))
        from rules in Gen.ListOf(
            from owner in Gen.Elements(Owners)
            from matter in Gen.Elements<string?>("010101", "01", null)
            from code in Gen.Choose(1, 1000)
            select DecisionChainTests.Rule("r" + code, owner, matter, null, matter is null ? "停水" : null))
        from precedents in Gen.ListOf(Gen.Elements("water", "town", "village")
            .Select(o => DecisionChainTests.Precedent(o, "010101")))
        from exemptions in Gen.ListOf(
            from matter in Gen.Elements("010101", "010201")
            from place in Gen.Elements<string?>(null, County.Village, County.Township, "620422101")
            from organisation in Gen.Elements<string?>(null, "town", "village")
            from days in Gen.Choose(-20, 20)
            from withdrawn in Gen.Elements(false, false, true)
            select new ShieldExemption(
                ExemptionId.New(), new(matter), place is null ? null : new JurisdictionId(place),
                organisation is null ? null : new OrganisationId(organisation), "汛期抢险需要", new("director"), "主任",
                County.Now.AddDays(days), County.Now.AddDays(days + 10), withdrawn ? County.Now : null))
        from place in Gen.Elements(County.Grid, County.Village, County.Township, County.Whole)
        from over in Gen.Elements(true, false)
        from text in Gen.Elements(true, false)
        from against in Gen.Elements<string?>(null, null, "water", "village")
        select new World(
            [.. duties.DistinctBy(d => d.Owner)], [.. rules.DistinctBy(r => r.Code)], [.. precedents], [.. exemptions],
            place, over, text, against);

    [Fact]
    public void A_shielded_lead_leaves_the_case_to_the_centre_with_the_reason()
    {
        var catalogue = new CatalogueIndex(County.Rows with { Duties = [County.Lead("010101", "town")] });
        var decision = Deciding.Decide(catalogue, County.Ask(matter: "010101"));
        Assert.Equal((null, "shield"), (decision.Lead, decision.Reasons[^1].Code));
    }

    [Theory]
    [InlineData("town", "010101", TicketRole.Lead, "shield")]
    [InlineData("town", "010101", TicketRole.Assisting, "shield")]
    [InlineData("village", "010102", TicketRole.Lead, "shield")]
    [InlineData("village", "010102", TicketRole.Assisting, null)]
    [InlineData("town", "010102", TicketRole.Lead, null)]
    [InlineData("nobody", "010102", TicketRole.Lead, "unknown_organisation")]
    public void A_persons_choice_is_checked_against_the_shield(
        string choice, string matter, TicketRole role, string? code) =>
        Assert.Equal(code, OrganisationChoice.Choose(
            County.Catalogue, new(choice), County.Catalogue.Matter(new(matter)), role, "lead").Refusal?.Code);
}
