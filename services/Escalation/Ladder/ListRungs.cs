using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// Lists the cases that stand on the ladder (提级), newest first: each with who must act by name, why, until when, what
/// was planned, and what comes next. With <c>rung=backstop</c> it is the backstop's queue (兜底); with a case, its whole
/// way up and down.
/// </summary>
public static class ListRungs
{
    public static readonly string[] Readers =
    [
        Roles.Handler, Roles.Mediator, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader,
        Roles.Auditor,
    ];

    /// <param name="TicketId">The lead's ticket; null while the centre has not dispatched it.</param>
    /// <param name="Organisation">Who is accountable for the case.</param>
    /// <param name="At">Where whoever must act works, or for which centre.</param>
    /// <param name="Empty">The functions that nobody holds, so that the next above has it.</param>
    /// <param name="OrderNumber">Of the supervision order that the climb opened.</param>
    public sealed record Item(
        RungId Id, CaseNumber CaseNumber, TicketId? TicketId, Urgency Urgency, DateTimeOffset ReportedAt,
        OrganisationId Organisation, string OrganisationName, Rung Rung, OrganisationId At, string AtName,
        AccountId? Owner, string? OwnerName, string Function, IReadOnlyList<string> Empty, LiftCause Cause,
        IReadOnlyList<Reason> Reasons, DateTimeOffset Since, DateTimeOffset AcknowledgeBy,
        DateTimeOffset? AcknowledgedAt, string? AcknowledgedByName, string? Plan, string? Team,
        DateTimeOffset? PlanUntil, bool Resting, DateTimeOffset? LeftAt, IReadOnlyList<Reason> LeftBecause,
        OrderId? OrderId, string? OrderNumber, int Missed)
    {
        /// <summary>What the caller may do with it next.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; }
    }

    /// <summary>What the page's row adds to the rung itself.</summary>
    sealed record Beside(
        RungId Id, Urgency Urgency, DateTimeOffset ReportedAt, string OrganisationName, string AtName,
        string? OrderNumber);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/rungs", Handle)
        .Allow(Readers)
        .Produces<Page<Item>>();

    /// <param name="mine">Only where the caller must act himself.</param>
    /// <param name="waiting">Only what is not acknowledged yet, and does not rest.</param>
    /// <param name="case">All rungs of this case, also those that it has left.</param>
    static async Task<IResult> Handle(
        EnumParameter<Rung>? rung, OrganisationId? organisation, bool? mine, bool? waiting, CaseNumber? @case,
        Paging paging, Actor actor, NextActions actions, Database database, CancellationToken cancel)
    {
        Page<Item>? page = null;
        await database.Do(async work =>
        {
            var rows = await work.List<CaseRung>(
                Load(actor, rung is not null, organisation is not null, mine == true, waiting == true,
                    @case is not null),
                new
                {
                    rung = rung?.ToString(), of = organisation?.Value, number = @case?.Value, actor.Account,
                    actor.Organisation, actor.Scope, after = paging.AfterId, paging.Take,
                });
            var beside = (await work.List<Beside>(
                LoadBeside, new { ids = rows.ConvertAll(row => row.Id.Value).ToArray() })).ToDictionary(row => row.Id);
            page = paging.Page(
                rows.ConvertAll(row => Show(row, beside[row.Id], actions.For(row.ActionsFor(actor)))),
                row => [row.Id.ToString()]);
        }, cancel);
        return TypedResults.Ok(page!);
    }

    static Item Show(CaseRung row, Beside of, IReadOnlyList<NextAction> actions) => new(
        row.Id, row.Number, row.TicketId, of.Urgency, of.ReportedAt, row.Organisation, of.OrganisationName, row.Rung,
        row.At, of.AtName, row.Owner, row.OwnerName, row.Function, row.Empty, row.Cause, row.Reasons, row.Since,
        row.AcknowledgeBy, row.AcknowledgedAt, row.AcknowledgedBy?.Name, row.Plan, row.Team, row.PlanUntil,
        row.RestingSince is not null, row.LeftAt, row.LeftBecause, row.OrderId, of.OrderNumber, row.Missed)
    {
        Actions = actions,
    };

    // Ids are made in the order of time. Each reach and filter has its own text, so that it finds its index.
    static string Load(Actor actor, bool rung, bool organisation, bool mine, bool waiting, bool ofCase) => $"""
        select {RungTable.Columns}
        from rung r
        where {Visibility.Rungs.Sees(actor)}
          and (@after::uuid is null or r.id < @after)
          {(ofCase ? "and r.case_id = (select p.case_id from timed_case p where p.number = @number)"
            : "and r.left_at is null")}
          {(rung ? "and r.rung = @rung" : "")}
          {(organisation ? "and r.organisation = @of" : "")}
          {(mine ? "and r.owner = @Account" : "")}
          {(waiting ? "and r.acknowledged_at is null and r.resting_since is null" : "")}
        order by r.id desc
        limit @Take
        """;

    const string LoadBeside = """
        select r.id, p.urgency, p.reported_at, coalesce(o.name, r.organisation) as organisation_name,
            coalesce(a.name, r.at) as at_name, d.number as order_number
        from rung r
        join timed_case p on p.case_id = r.case_id
        left join organisation o on o.id = r.organisation
        left join organisation a on a.id = r.at
        left join supervision_order d on d.id = r.order_id
        where r.id = any(@ids)
        """;
}
