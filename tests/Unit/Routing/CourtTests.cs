using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>The court's rules as tables: what a return cites, which matter decides, who may object.</summary>
public sealed class CourtTests
{
    static readonly DateTimeOffset Now = County.Now;

    [Theory]
    [InlineData(ReturnReason.NotOurDuty, "010201", "《某法》第一条", "urban", null)]
    [InlineData(ReturnReason.NotOurDuty, null, "《某法》第一条", "urban", "duty_missing")]
    [InlineData(ReturnReason.WrongPlace, "0102", "《某法》第一条", "urban", "unknown_matter")]
    [InlineData(ReturnReason.OtherLevel, "010201", " ", "urban", "basis_missing")]
    [InlineData(ReturnReason.NotOurDuty, "010201", "《某法》第一条", null, "suggestion_missing")]
    [InlineData(ReturnReason.NotOurDuty, "010201", "《某法》第一条", "water", "suggests_itself")]
    [InlineData(ReturnReason.NotOurDuty, "010201", "《某法》第一条", "nobody", "unknown_organisation")]
    [InlineData(ReturnReason.Unclear, null, null, null, null)]
    [InlineData(ReturnReason.Unclear, "99", null, null, "unknown_matter")]
    public void A_return_cites(ReturnReason reason, string? duty, string? basis, string? suggested, string? code)
    {
        var bare = new CatalogueIndex(new(
            new(1, 1, 1, 1), County.Jurisdictions, County.Organisations, County.Matters,
            [.. County.Duties.Select(d => d with { Basis = null })]));
        var cited = ReturnRules.Cite(
            bare, new("water"), reason, duty is null ? null : new(duty), basis,
            suggested is null ? null : new(suggested));
        Assert.Equal(code, cited.Refusal?.Code);
    }

    [Theory]
    [InlineData("010201", "010101", "010202", "010201")]
    [InlineData(null, "010101", "010202", "010101")]
    [InlineData(null, null, "010202", "010202")]
    [InlineData(null, null, null, "duty_missing")]
    [InlineData("0102", "010101", null, "unknown_matter")]
    public void The_ruling_names_the_matter(string? given, string? ofCase, string? cited, string expected)
    {
        static MatterId? Id(string? code) => code is null ? null : new(code);
        var result = ReturnRules.Matter(County.Catalogue, Id(given), Id(ofCase), Id(cited));
        Assert.Equal(expected, result.Accepted(out var matter, out var refusal) ? matter.Code.Value : refusal.Code);
    }

    [Theory]
    [InlineData("urban", "water", "620422")]
    [InlineData("town", "water", "620422100")]
    [InlineData("village", "water", "620422100")]
    [InlineData("urban", "town", "620422100")]
    [InlineData("urban", "village", "620422100")]
    public void A_precedent_holds_for_the_county_or_for_the_township_that_has_it_or_gave_it_back(
        string organisation, string from, string reach) => Assert.Equal(
        reach,
        PrecedentIndex.Reach(
            County.Catalogue, new(County.Grid), County.Catalogue.Organisation(new(organisation))!, new(from)).Value);

    [Theory]
    [InlineData("urban", true, "urban", TicketStatus.Claimed, 2, 24, null)]
    [InlineData("urban", true, "urban", TicketStatus.Claimed, 2, 25, "objection_window_closed")]
    [InlineData("urban", true, "urban", TicketStatus.Replied, 2, 1, "ticket_not_in_hand")]
    [InlineData("urban", true, "labour", TicketStatus.Claimed, 2, 1, "nothing_to_object_to")]
    [InlineData("water", false, null, TicketStatus.Claimed, 1, 1, null)]
    [InlineData("urban", false, null, TicketStatus.Claimed, 1, 1, "nothing_to_object_to")]
    [InlineData("centre", true, "centre", TicketStatus.Dispatched, 3, 1, "nothing_to_object_to")]
    public void Whom_a_ruling_names_may_object_in_time(
        string holder, bool upheld, string? to, TicketStatus status, int hop, int hours, string? code)
    {
        var ticket = new Ticket(
            new(Guid.Empty), TicketRole.Lead, new(holder), status, hop, true, false, Now.AddHours(-hours), null);
        var ruling = new Ruling(
            new(Guid.Empty), new("water"), upheld, to is null ? null : new(to), Now.AddHours(-hours), new("arbiter"));
        Assert.Equal(code, ReturnRules.MayObject(ticket, ruling, Now)?.Code);
    }

    [Fact]
    public void Whoever_has_replied_since_has_accepted_the_ruling()
    {
        var ticket = new Ticket(
            new(Guid.Empty), TicketRole.Lead, new("urban"), TicketStatus.Claimed, 2, true, false, Now, null);
        var ruling = new Ruling(new(Guid.Empty), new("water"), true, new("urban"), Now, new("arbiter"), Accepted: true);
        Assert.Equal("ruling_accepted", ReturnRules.MayObject(ticket, ruling, Now)?.Code);
        Assert.Equal("objection_overtaken", ObjectionRefusals.Of(
            null, new("arbiter"), new("director"), ticket, upheld: true, replied: true)?.Code);
        Assert.Null(ObjectionRefusals.Of(null, new("arbiter"), new("director"), ticket, upheld: false, replied: true));
    }

    [Theory]
    [InlineData(true, "urban", "urban", null)]
    [InlineData(true, null, "centre", null)]
    [InlineData(true, "water", null, "same_organisation")]
    [InlineData(true, "town", null, "shield")]
    [InlineData(false, "urban", "water", null)]
    public void An_objection_is_decided_for_somebody(bool upheld, string? to, string? then, string? code)
    {
        var ticket = new Ticket(
            new(Guid.Empty), TicketRole.Lead, new("water"), TicketStatus.Claimed, 1, true, false, Now, null);
        var result = ReturnRules.AfterObjection(
            County.Catalogue, ticket, upheld, to is null ? null : new(to), County.Catalogue.Matter(new("010101"))!,
            new(County.Grid));
        Assert.Equal((then, code), (result.Accepted(out var lead, out _) ? lead.Code.Value : null,
            result.Refusal?.Code));
    }

    [Fact]
    public void A_precedent_decides_from_its_ruling_to_its_last_day_unless_it_is_withdrawn()
    {
        var one = new Precedent(
            new(Guid.Empty), new(Guid.Empty), default, new(Guid.Empty), null, new("010101"), CaseKind.Request,
            new(County.Whole), "停水", new("water"), new("urban"), true, "依据", null, Now, new("arbiter"), "裁定员", Now,
            Now.AddDays(Precedent.Days), null, null, null);
        Assert.Equal([false, true, true, false], new[] { -1, 0, 8759, 8760 }.Select(h => one.InForce(Now.AddHours(h))));
        Assert.False((one with { WithdrawnAt = Now }).InForce(Now.AddHours(1)));
    }
}
