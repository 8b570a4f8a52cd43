using Dispatch.Contracts;
using Dispatch.Routing.Domain;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>
/// The grass-roots shield (减负): what only departments may handle is never put upon a township or village.
/// </summary>
public sealed class ShieldTests
{
    static readonly string[] Owners = ["water", "urban", "town", "village", PlaceRule.Township, PlaceRule.Village,
        PlaceRule.Mediation];

    [Fact]
    public void Over_any_catalogue_no_department_matter_reaches_a_township_or_village()
    {
        var duty = from owner in Gen.Elements(Owners)
                   from role in Gen.Elements(TicketRole.Lead, TicketRole.Assisting)
                   select new DutyRow(new("010101"), owner, role, null);
        var cases = from duties in Gen.ListOf(duty)
                    from place in Gen.Elements(County.Grid, County.Village, County.Township, County.Whole)
                    from over in Gen.Elements(true, false)
                    select (duties.DistinctBy(d => d.Owner).ToList(), place, over);
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(cases), one =>
        {
            var (duties, place, over) = one;
            var catalogue = new Catalogue(County.Rows with { Duties = duties });
            var question = County.Ask(matter: "010101", place: place) with { MediationOver = over };
            var decision = Deciding.Decide(catalogue, question);
            return decision.Assisting.Append(decision.Lead).All(o => o is null || o.Level <= Level.County)
                && decision.Suggestions.All(s => catalogue.Organisation(s.Organisation)!.Level <= Level.County);
        }));
    }

    [Fact]
    public void A_shielded_lead_leaves_the_case_to_the_centre_with_the_reason()
    {
        var catalogue = new Catalogue(County.Rows with { Duties = [County.Lead("010101", "town")] });
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
    public void A_person_cannot_get_round_it(string choice, string matter, TicketRole role, string? code) =>
        Assert.Equal(
        code, Choosing.Choose(County.Catalogue, new(choice), County.Catalogue.Matter(new(matter)), role, "lead")
            .Refusal?.Code);
}
