using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>What a return cites, which matter decides, who may object, and who has the case then; as tables.</summary>
public sealed class ReturnRulesTests
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
    public void A_return_cites_duty_basis_and_owner_unless_it_is_unclear(
        ReturnReason reason, string? duty, string? basis, string? suggested, string? code)
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
    [InlineData("urban", true, "urban", TicketStatus.Claimed, 2, 24, null)]
    [InlineData("urban", true, "urban", TicketStatus.Claimed, 2, 25, "objection_window_closed")]
    [InlineData("urban", true, "urban", TicketStatus.Replied, 2, 1, "ticket_not_in_hand")]
    [InlineData("urban", true, "labour", TicketStatus.Claimed, 2, 1, "nothing_to_object_to")]
    [InlineData("water", false, null, TicketStatus.Claimed, 1, 1, null)]
    [InlineData("urban", false, null, TicketStatus.Claimed, 1, 1, "nothing_to_object_to")]
    [InlineData("centre", true, "centre", TicketStatus.Dispatched, 3, 1, "nothing_to_object_to")]
    public void Only_whom_a_ruling_names_may_object_and_only_in_time(
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
    }

    [Fact]
    public void A_second_objection_is_refused_and_the_window_is_told_only_to_whom_it_is_open()
    {
        var ticket = new Ticket(
            new(Guid.Empty), TicketRole.Lead, new("urban"), TicketStatus.Claimed, 2, true, false, Now, null);
        var ruling = new Ruling(new(Guid.Empty), new("water"), true, new("urban"), Now, new("arbiter"));
        Assert.Equal(Now.AddHours(24), ReturnRules.ObjectUntil(ticket, ruling, Now.AddHours(1)));
        Assert.Null(ReturnRules.ObjectUntil(ticket, ruling, Now.AddHours(25)));
        Assert.Null(ReturnRules.ObjectUntil(ticket, null, Now));
        Assert.Equal("objection_made", ReturnRules.MayObject(ticket, ruling with { Objected = true }, Now)?.Code);
    }

    [Theory]
    [InlineData(null, "arbiter", false, TicketStatus.Claimed, null, "returned")]
    [InlineData(null, "arbiter", false, TicketStatus.Dispatched, null, "returned")]
    [InlineData(null, "director", false, TicketStatus.Claimed, "ruled_before", "ruled_before")]
    [InlineData(true, "arbiter", false, TicketStatus.Claimed, "objection_ruled", "objection_ruled")]
    [InlineData(null, "arbiter", true, TicketStatus.Claimed, null, "objection_overtaken")]
    [InlineData(null, "arbiter", false, TicketStatus.Suspended, null, "objection_overtaken")]
    public void The_director_decides_an_objection(
        bool? decided, string ruledBy, bool replied, TicketStatus status, string? rejected, string upheld)
    {
        var ticket = new Ticket(new(Guid.Empty), TicketRole.Lead, new("urban"), status, 2, true, false, Now, null);
        var objection = new Objection(decided, new(ruledBy), replied);
        Assert.Equal(rejected, ticket.DecideObjection(objection, new("director"), upheld: false).Refusal?.Code);
        var result = ticket.DecideObjection(objection, new("director"), upheld: true);
        Assert.Equal(upheld, result.Accepted(out var then, out var no) ? then.Status.ToWireName() : no.Code);
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

    [Theory]
    [InlineData(1, "urban", "urban", null)]
    [InlineData(1, null, null, "to_missing")]
    [InlineData(1, "water", null, "same_organisation")]
    [InlineData(1, "town", null, "shield")]
    [InlineData(2, "urban", "centre", null)]
    [InlineData(2, null, "centre", null)]
    public void An_upheld_return_goes_on_and_the_third_hop_is_the_centres_own(
        int hop, string? to, string? then, string? code)
    {
        var result = ReturnRules.AfterReturn(
            County.Catalogue, new Ticket(
                new(Guid.Empty), TicketRole.Lead, new("water"), TicketStatus.Returned, hop, false, true, Now, null),
            to is null ? null : new OrganisationId(to),
            County.Catalogue.Matter(new("010101")), new(County.Grid));
        Assert.Equal(code, result.Refusal?.Code);
        Assert.Equal(then, result.Accepted(out var lead, out _) ? lead.Code.Value : null);
    }
}
