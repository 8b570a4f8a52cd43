using System.Text.Json;
using Dispatch.Gateway.Domain;

namespace Dispatch.Tests.Unit.Gateway;

public sealed class CaseNewsTests
{
    static readonly Place Place = new(new("620422100"), "会师镇南关路", null, null);
    static readonly IReadOnlyList<Reason> Why = [new("duty", "职责清单规定。")];

    static EventHead Head(string? organisation = null) => new(
        EventId.New(), 3, CaseId.New(), CaseNumber.New(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero)),
        new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero),
        new(new("zhang"), "张三", organisation is null ? null : new(organisation)), null);

    static DispatchedTicket Ticket(string organisation, TicketRole role) =>
        new(TicketId.New(), new(organisation), organisation, role);

    [Fact]
    public void Every_event_of_the_contracts_is_listened_to() => Assert.Equal(
        typeof(ICaseEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ICaseEvent))).Select(
            t => t.Name).Order(StringComparer.Ordinal),
        CaseNews.Events.Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void It_names_everyone_who_owes_something_and_where_it_happened()
    {
        var news = CaseNews.Of(new CaseDispatched(
            Head(), Ticket("620422-housing", TicketRole.Lead), [Ticket("620422-water", TicketRole.Assisting)], null,
            null, Urgency.Normal, CaseKind.Complaint, Place, 1, null, Why));
        Assert.Equal("caseDispatched", news.What);
        Assert.Equal(["620422-housing", "620422-water"], news.Organisations.Select(o => o.Value));
        Assert.Equal("620422100", news.Jurisdiction?.Value);
    }

    [Fact]
    public void It_says_who_must_not_hear_of_it_and_tells_no_desk_so()
    {
        var dispatched = new CaseDispatched(
            Head(), Ticket("620422-water", TicketRole.Lead), [], null, null, Urgency.Normal, CaseKind.Complaint, Place,
            1, null, Why, Recused: new(new("620422-housing"), [new("620422-yard")], null));
        var news = CaseNews.Of(dispatched);
        Assert.Equal(["620422-housing", "620422-yard"], news.Recused!.Select(o => o.Value));
        Assert.DoesNotContain("620422-housing", JsonSerializer.Serialize(news, ContractJson.Options),
            StringComparison.Ordinal);
        Assert.Equal("620422-housing", Assert.Single(CaseNews.Of(new CaseRegistered(
            Head(), Channel.Phone, CaseKind.Report, Urgency.Normal, "举报内容", Place, null, DateTimeOffset.UnixEpoch, Why,
            new("620422-housing"))).Recused!).Value);
        Assert.Equal(["620422-housing", "620422-yard"], CaseNews.Of(new CaseRoutedToMediation(
            Head(), TicketId.New(), new("620422-mediation"), "调解中心", MediationKind.Peoples, "邻里纠纷", Place, Why,
            dispatched.Recused)).Recused!.Select(o => o.Value));
    }

    [Fact]
    public void Whoever_claims_holds_the_ticket_and_whoever_is_suggested_holds_nothing()
    {
        Assert.Equal("620422-housing",
            CaseNews.Of(new TicketClaimed(Head("620422-housing"), TicketId.New(), TicketRole.Lead,
                Why)).Organisations.Single().Value);
        var asked = new ReturnAsked(
            Head("620422-housing"), TicketId.New(), ReturnId.New(), ReturnReason.NotOurDuty,
            new OrganisationId("620422-water"), Why);
        Assert.DoesNotContain(CaseNews.Of(asked).Organisations, o => o.Value == "620422-water");
    }

    [Fact]
    public void No_word_of_what_the_case_is_about_and_nobodys_name_travels()
    {
        var registered = new CaseRegistered(
            Head(), Channel.Phone, CaseKind.Report, Urgency.Normal, "举报内容", Place, null, DateTimeOffset.UnixEpoch, Why);
        var words = JsonSerializer.Serialize(CaseNews.Of(registered), ContractJson.Options);
        foreach (var secret in new[] { "举报内容", "南关路", "张三", "zhang", "职责清单" })
            Assert.DoesNotContain(secret, words, StringComparison.Ordinal);
    }
}
