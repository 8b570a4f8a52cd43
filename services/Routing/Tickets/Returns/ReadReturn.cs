using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Precedents;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// One return with all that its ruling must weigh: the organisation's reasons against the dispatch, the reasons for it,
/// the duties of the matters in question and the precedents on them.
/// </summary>
/// <remarks>Refuses with <c>return_not_found</c>.</remarks>
public static class ReadReturn
{
    /// <param name="Upheld">Null while it waits for its ruling.</param>
    /// <param name="Dispatched">Why the case was dispatched to this organisation: the other side's argument.</param>
    /// <param name="Duties">Of the matter the case was taken for, and of the one the return cites.</param>
    /// <param name="Precedents">On these matters in this jurisdiction, those in force first.</param>
    public sealed record Answer(
        ListReturns.Item Return, bool? Upheld, string? Grounds, IReadOnlyList<Reason> Dispatched,
        IReadOnlyList<Owner> Duties, IReadOnlyList<ListPrecedents.Item> Precedents);

    public sealed record Owner(MatterId Matter, string MatterName, string Name, TicketRole Role, string? Basis);

    sealed record Rest(bool? Upheld, string? Grounds, IReadOnlyList<Reason> Reasons, JurisdictionId Jurisdiction);

    static readonly Refusal NotFound = new(RefusalKind.NotFound, "return_not_found", "没有这份退单申请。", "No such return.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/returns/{returnId}", Handle)
        .Allow(Roles.Arbiter, Roles.Dispatcher, Roles.Director, Roles.Auditor)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        ReturnId returnId, Actor actor, NextActions next, Database database, CurrentCatalogue current,
        TimeProvider clock, CancellationToken cancel)
    {
        var (catalogue, args) = (current.Value, new { returnId, actor.Scope, actor.Organisation });
        if (await database.ReadOne<ListReturns.Item>(Select, args, cancel) is not { } one)
            return Problems.From(NotFound);
        var rest = (await database.ReadOne<Rest>(SelectRest, args, cancel))!;
        MatterId[] matters = [.. new[] { one.Matter, one.Duty }.OfType<MatterId>().Distinct()];
        var now = clock.GetUtcNow();
        var precedents = await database.Read<Precedent>(
            OnTheseMatters,
            new
            {
                matters = matters.Select(m => m.Value).ToArray(), place = rest.Jurisdiction, actor.Scope,
                actor.Organisation, now,
            },
            cancel);
        var ticket = (await StoredTicket.Read(database, [one.TicketId], cancel))[one.TicketId];
        return TypedResults.Ok(new Answer(
            one.Named(catalogue) with { Actions = next.For(DecideReturn.Possible(ticket, now)) }, rest.Upheld,
            rest.Grounds, rest.Reasons,
            [.. matters.SelectMany(catalogue.Duties).Select(d => OwnerOf(d, catalogue))],
            [.. precedents.Select(p => ListPrecedents.Named(p, catalogue, now))]));
    }

    static Owner OwnerOf(DutyRow duty, CatalogueIndex catalogue) => new(
        duty.Matter, catalogue.Matter(duty.Matter)?.Name ?? duty.Matter.Value, duty.Owner switch
        {
            PlaceRule.Township => "事发地乡镇（街道）",
            PlaceRule.Village => "事发地村（社区）",
            PlaceRule.Mediation => "事发地调解组织",
            var code => catalogue.Organisation(new(code))?.Name ?? code,
        }, duty.Role, duty.Basis);

    static readonly string Select = $"""
        select {ListReturns.Columns}
        from ticket_return r
        join ticket t on t.id = r.ticket_id
        join routed_case c on c.case_id = r.case_id
        where r.id = @returnId and {Visibility.Of("r").SeenInJurisdiction}
        """;

    const string SelectRest = """
        select r.upheld, r.grounds, t.reasons, r.jurisdiction
        from ticket_return r
        join ticket t on t.id = r.ticket_id
        where r.id = @returnId and r.jurisdiction like @Scope
        """;

    static readonly string OnTheseMatters = $"""
        select {Precedent.Columns}
        from precedent p
        where p.matter = any(@matters) and @place like p.jurisdiction || '%' and {Visibility.Of("p").SeenInJurisdiction}
        order by p.withdrawn_at is null and p.valid_until > @now desc, p.ruled_at desc
        limit 10
        """;
}
