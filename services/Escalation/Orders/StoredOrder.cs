using System.Text.Json;
using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Records;

namespace Dispatch.Escalation.Orders;

/// <summary>
/// An order's row: how it is read for its rules, and the statement that writes what they answered.
/// </summary>
static class StoredOrder
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "order_not_found", "没有查到该督办单，请核对后重试。", "No such order that you may see.");

    /// <summary>The columns of <c>supervision_order d</c> in the order of <see cref="SupervisionOrder"/>.</summary>
    const string Columns = """
        d.id, d.number, d.version, d.form, d.status, d.urgency, d.organisation, d.name, d.jurisdiction, d.centre,
        d.demand, d.basis, d.origin, d.cause, d.opened_by, d.opened_at, d.signed_by, d.issued_at, d.plan, d.plan_until,
        d.answer, d.gaps, d.prolongation, d.deadlines, d.climbed_to, d.ended_at,
        coalesce((
            select jsonb_agg(jsonb_build_object('id', x.case_id, 'number', x.case_number) order by x.case_number)
            from order_case x where x.order_id = d.id), '[]') as cases
        """;

    /// <summary>Loads the order, lets <paramref name="decide"/> change it, and answers 204 or the refusal.</summary>
    public static async Task<IResult> Change(
        Database database, CurrentTerms current, OrderId id, Actor actor,
        Func<SupervisionOrder, Terms, AggregateHead, Result<OrderStep>> decide, CancellationToken cancel)
    {
        var terms = current.Value;
        var result = await database.Transact<SupervisionOrder>(async work =>
        {
            if (await Lock(work, id, actor) is not { } order)
                return NotFound;
            if (!decide(order, terms, work.Head(order.Version + 1, actor.ToActedBy()))
                .Accepted(out var step, out var refusal))
                return refusal;
            await Save(work, step, terms);
            return step.Order;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>One that the caller may see, as it stands, with its steps and the name of its centre.</summary>
    public static Task<(SupervisionOrder, Beside)?> Read(
        Database database, OrderId id, Actor actor, CancellationToken cancel) =>
        database.ReadOne<SupervisionOrder, Beside>(
            $"""
            select {Columns}, {Steps.Of("d.id")} as steps,
                (select o.name from organisation o where o.id = d.centre) as name
            from supervision_order d
            where d.id = @id and {Visibility.Orders.Sees(actor)}
            """,
            new { id, actor.Scope, actor.Organisation }, second: "steps", cancel);

    /// <summary>One that the caller may see, locked until the transaction ends.</summary>
    static Task<SupervisionOrder?> Lock(Work work, OrderId id, Actor actor) => WhenLocked(
        work, $"d.id = @id and {Visibility.Orders.Sees(actor)} for update of d",
        new { id = id.Value, actor.Scope, actor.Organisation });

    /// <summary>It, locked, where a term of it has passed and no other instance holds it.</summary>
    public static Task<SupervisionOrder?> LockOverdue(Work work, Guid id) => WhenLocked(
        work, "d.id = @id and d.next_look_at <= @Now for update of d skip locked", new { id, work.Now });

    // Read when the lock is there: what the statement that waits for it sees of other tables may be older.
    static async Task<SupervisionOrder?> WhenLocked(Work work, string which, object args) =>
        await work.Find<OrderId?>($"select d.id from supervision_order d where {which}", args) is { } id
            ? await work.Find<SupervisionOrder>(
                $"select {Columns} from supervision_order d where d.id = @id", new { id = id.Value })
            : null;

    /// <summary>Writes one step with the commit, and the sharper order that it opens.</summary>
    public static async Task Save(Work work, OrderStep step, Terms terms)
    {
        var now = step.Order;
        work.Later(Upsert, new
        {
            id = now.Id.Value, now.Number, now.Version, form = now.Form.ToWireName(), status = now.Status.ToWireName(),
            urgency = now.Urgency.ToWireName(), organisation = now.Organisation.Value, now.Name,
            jurisdiction = now.Jurisdiction.Value, centre = now.Centre.Value, now.Demand, now.Basis,
            origin = now.Origin.ToWireName(), now.Cause, openedBy = Json(now.OpenedBy), now.OpenedAt,
            signedBy = now.SignedBy is null ? null : Json(now.SignedBy), now.IssuedAt, now.Plan, now.PlanUntil,
            now.Answer, now.Gaps, prolongation = now.Prolongation is null ? null : Json(now.Prolongation),
            deadlines = Json(now.Deadlines), climbedTo = now.ClimbedTo?.Value, now.EndedAt, now.NextLookAt,
        });
        if (now.Version == 1 && now.Cases.Count > 0)
            work.Later(InsertCases, new
            {
                id = now.Id.Value, ids = now.Cases.Select(c => c.Id.Value).ToArray(),
                numbers = now.Cases.Select(c => c.Number.Value).ToArray(),
            });
        Steps.Add(work, now.Id.Value, step.Event, now.Organisation, step.Event.Reasons);
        work.Publish(step.Event);
        LiftCauses.Add(work, [.. Cause.Of(step.Event)]);
        if (step.Sharper is { } sharper)
            await OpenOrder.Issue(work, sharper, now.Centre, now.Jurisdiction, ActedBy.System, signs: false, terms);
    }

    static string Json<T>(T what) => JsonSerializer.Serialize(what, ContractJson.Options);

    // Writes what the methods of SupervisionOrder have decided; the caller holds the lock, or has just made it.
    const string Upsert = """
        insert into supervision_order (id, number, version, form, status, urgency, organisation, name, jurisdiction,
            centre, demand, basis, origin, cause, opened_by, opened_at, signed_by, issued_at, plan, plan_until, answer,
            gaps, prolongation, deadlines, climbed_to, ended_at, next_look_at)
        values (@id, @Number, @Version, @form, @status, @urgency, @organisation, @Name, @jurisdiction, @centre,
            @Demand, @Basis, @origin, @Cause, @openedBy::jsonb, @OpenedAt, @signedBy::jsonb, @IssuedAt, @Plan,
            @PlanUntil, @Answer, @Gaps, @prolongation::jsonb, @deadlines::jsonb, @climbedTo, @EndedAt, @NextLookAt)
        on conflict (id) do update
        set version = excluded.version, status = excluded.status, signed_by = excluded.signed_by,
            issued_at = excluded.issued_at, plan = excluded.plan, plan_until = excluded.plan_until,
            answer = excluded.answer, gaps = excluded.gaps, prolongation = excluded.prolongation,
            deadlines = excluded.deadlines, climbed_to = excluded.climbed_to, ended_at = excluded.ended_at,
            next_look_at = excluded.next_look_at
        """;

    const string InsertCases = """
        insert into order_case (order_id, case_id, case_number)
        select @id, case_id, case_number from unnest(@ids, @numbers) as n (case_id, case_number)
        """;
}
