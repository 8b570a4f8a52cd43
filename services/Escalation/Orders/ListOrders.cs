namespace Dispatch.Escalation.Orders;

/// <summary>Lists the supervision orders (督办单) that the caller may see, newest first.</summary>
public static class ListOrders
{
    public static readonly string[] Readers =
        [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor];

    /// <param name="Due">When it must be done; null as long as it is not signed.</param>
    public sealed record Item(
        OrderId Id, string Number, OrderForm Form, OrderStatus Status, Urgency Urgency, OrganisationId Organisation,
        string OrganisationName, JurisdictionId Jurisdiction, string Demand, OrderOrigin Origin,
        DateTimeOffset OpenedAt, DateTimeOffset? IssuedAt, DateTimeOffset? Due, DateTimeOffset? EndedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/orders", Handle)
        .Allow(Readers)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        EnumParameter<OrderStatus>? status, EnumParameter<OrderForm>? form, bool? open, CaseNumber? @case,
        OrganisationId? organisation, Paging paging, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(Load(actor, status is not null, open == true, @case, organisation), new
        {
            status = status?.ToString(), form = form?.ToString(), number = @case?.Value, ordered = organisation,
            actor.Organisation, actor.Scope, after = paging.AfterId, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [row.Id.ToString()]));
    }

    // Ids are made in the order of time. Each reach and filter has its own text, so that it finds its index.
    static string Load(Actor actor, bool status, bool open, CaseNumber? number, OrganisationId? organisation) => $"""
        select d.id, d.number, d.form, d.status, d.urgency, d.organisation, d.name as organisation_name,
            d.jurisdiction, d.demand, d.origin, d.opened_at, d.issued_at,
            (select max((k ->> 'due')::timestamptz) from jsonb_array_elements(d.deadlines) k
             where k ->> 'kind' = 'order') as due,
            d.ended_at
        from supervision_order d
        where {Visibility.Orders.Sees(actor)}
          and (@after::uuid is null or d.id < @after)
          {(status ? "and d.status = @status" : "")}
          {(open ? "and d.status not in ('ended', 'climbed', 'discarded')" : "")}
          and (@form::text is null or d.form = @form)
          {(number is null ? "" : "and d.id in (select x.order_id from order_case x where x.case_number = @number)")}
          {(organisation is null ? "" : "and d.organisation = @ordered")}
        order by d.id desc
        limit @Take
        """;
}
