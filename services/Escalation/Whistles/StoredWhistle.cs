using System.Text.Json;
using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// A whistle's rows: how they are read for its rules, and the statements that write what they answered.
/// </summary>
static class StoredWhistle
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "whistle_not_found", "没有查到该吹哨，请核对后重试。", "No such whistle that you may see.");

    /// <summary>The columns of <c>whistle w</c> in the order of <see cref="Whistle"/>.</summary>
    const string Columns = """
        w.id, w.number, w.version, w.type, w.status, w.demand, w.jurisdiction, w.address, w.latitude, w.longitude,
        w.radius, w.arrive_by, w.organisation, w.centre, w.one_thing, w.proposed_by, w.proposed_at, w.blown_by,
        w.blown_at, w.appealed, w.deadlines, w.result, w.ended_at,
        (
            select jsonb_agg(jsonb_build_object(
                'organisation', s.organisation, 'name', s.name, 'role', s.role, 'state', s.state,
                'attendee', s.attendee, 'refusal', s.refusal, 'bound', s.bound, 'arrivedAt', s.arrived_at,
                'proof', s.proof, 'metres', s.metres, 'arrivalOrder', s.arrival_order, 'part', s.part,
                'remains', s.remains, 'remainsUntil', s.remains_until, 'deadlines', s.deadlines,
                'ofDepartment', s.of_department, 'ofWhistle', s.of_whistle)
                order by s.role desc, s.organisation)
            from summons s where s.whistle_id = w.id) as summons,
        coalesce((
            select jsonb_agg(jsonb_build_object('id', x.case_id, 'number', x.case_number) order by x.case_number)
            from whistle_case x where x.whistle_id = w.id), '[]') as cases
        """;

    /// <summary>Loads the whistle, lets <paramref name="decide"/> change it, and answers 204 or the refusal.</summary>
    public static async Task<IResult> Change(
        Database database, CurrentTerms current, WhistleId id, Actor actor,
        Func<Whistle, Terms, AggregateHead, Result<WhistleStep>> decide, CancellationToken cancel)
    {
        var terms = current.Value;
        var result = await database.Transact<Whistle>(async work =>
        {
            if (await Lock(work, id, actor) is not { } whistle)
                return NotFound;
            if (!decide(whistle, terms, work.Head(whistle.Version + 1, actor.ToActedBy()))
                .Accepted(out var step, out var refusal))
                return refusal;
            await Save(work, step, terms);
            return step.Whistle;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>One that the caller may see, locked until the transaction ends.</summary>
    public static Task<Whistle?> Lock(Work work, WhistleId id, Actor actor) => WhenLocked(
        work, $"w.id = @id and {Visibility.Whistles.Sees(actor)} for update of w",
        new { id = id.Value, actor.Scope, actor.Organisation });

    /// <summary>It, locked, where a term of it has passed and no other instance holds it.</summary>
    public static Task<Whistle?> LockOverdue(Work work, Guid id) => WhenLocked(
        work, "w.id = @id and w.next_look_at <= @Now for update of w skip locked", new { id, work.Now });

    /// <summary>One that the caller may see, as it stands, with its steps and the name of whose it is.</summary>
    public static Task<(Whistle, Beside)?> Read(
        Database database, WhistleId id, Actor actor, CancellationToken cancel) =>
        database.ReadOne<Whistle, Beside>(
            $"""
            select {Columns}, {Steps.Of("w.id")} as steps,
                (select o.name from organisation o where o.id = w.organisation) as name
            from whistle w
            where w.id = @id and {Visibility.Whistles.Sees(actor)}
            """,
            new { id, actor.Scope, actor.Organisation }, second: "steps", cancel);

    // Read when the lock is there: what the statement that waits for it sees of other tables may be older.
    static async Task<Whistle?> WhenLocked(Work work, string which, object args) =>
        await work.Find<WhistleId?>($"select w.id from whistle w where {which}", args) is { } id
            ? await work.Find<Whistle>($"select {Columns} from whistle w where w.id = @id", new { id = id.Value })
            : null;

    /// <summary>
    /// Writes one step with the commit: the whistle, its summonses, the step, the orders that it opens, and the event.
    /// </summary>
    public static async Task Save(Work work, WhistleStep step, Terms terms)
    {
        var (now, told) = (step.Whistle, step.Event);
        work.Later(Upsert, new
        {
            id = now.Id.Value, now.Number, now.Version, type = now.Type.ToWireName(), status = now.Status.ToWireName(),
            now.Demand, jurisdiction = now.Jurisdiction.Value, now.Address, now.Latitude, now.Longitude, now.Radius,
            now.ArriveBy,
            organisation = now.Organisation.Value, centre = now.Centre.Value, oneThing = now.OneThing,
            proposedBy = Json(now.ProposedBy), now.ProposedAt, blownBy = now.BlownBy is null ? null : Json(now.BlownBy),
            now.BlownAt, now.Appealed, deadlines = Json(now.Deadlines), now.Result, now.EndedAt, now.NextLookAt,
        });
        work.Later(UpsertSummons, new
        {
            id = now.Id.Value,
            organisations = now.Summons.Select(s => s.Organisation.Value).ToArray(),
            names = now.Summons.Select(s => s.Name).ToArray(),
            roles = now.Summons.Select(s => s.Role.ToWireName()).ToArray(),
            states = now.Summons.Select(s => s.State.ToWireName()).ToArray(),
            attendees = now.Summons.Select(s => s.Attendee).ToArray(),
            refusals = now.Summons.Select(s => s.Refusal is null ? null : Json(s.Refusal)).ToArray(),
            bound = now.Summons.Select(s => s.Bound).ToArray(),
            arrivals = now.Summons.Select(s => s.ArrivedAt).ToArray(),
            proofs = now.Summons.Select(s => s.Proof?.ToWireName()).ToArray(),
            metres = now.Summons.Select(s => s.Metres).ToArray(),
            orders = now.Summons.Select(s => s.ArrivalOrder?.Value).ToArray(),
            parts = now.Summons.Select(s => s.Part).ToArray(),
            remains = now.Summons.Select(s => s.Remains).ToArray(),
            until = now.Summons.Select(s => s.RemainsUntil).ToArray(),
            deadlines = now.Summons.Select(s => Json(s.Deadlines)).ToArray(),
            ofDepartment = now.Summons.Select(s => s.OfDepartment is null ? null : Json(s.OfDepartment)).ToArray(),
            ofWhistle = now.Summons.Select(s => s.OfWhistle is null ? null : Json(s.OfWhistle)).ToArray(),
            now.BlownAt, jurisdiction = now.Jurisdiction.Value, blower = now.Organisation.Value,
            answered = now.Summons.Select(s => s.Answered?.ToWireName()).ToArray(),
            came = now.Summons.Select(s => s.Came?.ToWireName()).ToArray(),
            refusedWithDuty = now.Summons.Select(s => s.Refusal is null ? null : (bool?)(s.Refusal.Duty is not null))
                .ToArray(),
            points = now.Summons.Select(s => s.Points).ToArray(),
        });
        work.Later(InsertReaders, new
        {
            id = now.Id.Value,
            organisations = now.Summons.Where(_ => now.BlownAt is not null).Select(s => s.Organisation)
                .Append(now.Organisation).Concat(now.ProposedBy.Organisation is { } own ? [own] : [])
                .Distinct().Select(o => o.Value).ToArray(),
        });
        if (now.Version == 1 && now.Cases.Count > 0)
            work.Later(InsertCases, new
            {
                id = now.Id.Value, ids = now.Cases.Select(c => c.Id.Value).ToArray(),
                numbers = now.Cases.Select(c => c.Number.Value).ToArray(),
            });
        Steps.Add(work, now.Id.Value, told, Whom(told), told.Reasons);
        work.Publish(told);
        LiftCauses.Add(work, [.. Cause.Of(told)]);
        await OpenOrder.IssueAll(
            work, step.Orders, now.Centre, now.Jurisdiction, ActedBy.System, signs: false, terms);
    }

    static OrganisationId? Whom(IWhistleEvent told) => told switch
    {
        SummonsAcknowledged e => e.Organisation,
        SummonsRefused e => e.Organisation,
        SummonsRefusalRuled e => e.Organisation,
        DepartmentArrived e => e.Organisation,
        DepartmentAbsent e => e.Organisation,
        WhistleTermMissed e => e.Organisation,
        SummonsPartReported e => e.Organisation,
        WhistleRated e => e.Organisation,
        _ => null,
    };

    static string Json<T>(T what) => JsonSerializer.Serialize(what, ContractJson.Options);

    // Writes what the methods of Whistle have decided; the caller holds the lock, or has just made it.
    const string Upsert = """
        insert into whistle (id, number, version, type, status, demand, jurisdiction, address, latitude, longitude,
            radius, arrive_by, organisation, centre, one_thing, proposed_by, proposed_at, blown_by, blown_at, appealed,
            deadlines, result, ended_at, next_look_at)
        values (@id, @Number, @Version, @type, @status, @Demand, @jurisdiction, @Address, @Latitude, @Longitude,
            @Radius, @ArriveBy, @organisation, @centre, @oneThing, @proposedBy::jsonb, @ProposedAt, @blownBy::jsonb,
            @BlownAt, @Appealed, @deadlines::jsonb, @Result, @EndedAt, @NextLookAt)
        on conflict (id) do update
        set version = excluded.version, status = excluded.status, blown_by = excluded.blown_by,
            blown_at = excluded.blown_at, appealed = excluded.appealed, deadlines = excluded.deadlines,
            result = excluded.result, ended_at = excluded.ended_at, next_look_at = excluded.next_look_at
        """;

    const string UpsertSummons = """
        insert into summons (whistle_id, organisation, name, role, state, attendee, refusal, bound, arrived_at, proof,
            metres, arrival_order, part, remains, remains_until, deadlines, of_department, of_whistle, blown_at,
            jurisdiction, blower, answer_outcome, arrival_outcome, refused_with_duty, points)
        select @id, organisation, name, role, state, attendee, refusal::jsonb, bound, arrived_at, proof, metres,
            arrival_order, part, remains, remains_until, deadlines::jsonb, of_department::jsonb, of_whistle::jsonb,
            @BlownAt, @jurisdiction, @blower, answer_outcome, arrival_outcome, refused_with_duty, points
        from unnest(@organisations, @names, @roles, @states, @attendees, @refusals, @bound, @arrivals, @proofs,
            @metres, @orders, @parts, @remains, @until, @deadlines, @ofDepartment, @ofWhistle, @answered, @came,
            @refusedWithDuty, @points)
            as n (organisation, name, role, state, attendee, refusal, bound, arrived_at, proof, metres, arrival_order,
                part, remains, remains_until, deadlines, of_department, of_whistle, answer_outcome, arrival_outcome,
                refused_with_duty, points)
        on conflict (whistle_id, organisation) do update
        set role = excluded.role, state = excluded.state, attendee = excluded.attendee, refusal = excluded.refusal,
            bound = excluded.bound, arrived_at = excluded.arrived_at, proof = excluded.proof,
            metres = excluded.metres, arrival_order = excluded.arrival_order, part = excluded.part,
            remains = excluded.remains, remains_until = excluded.remains_until, deadlines = excluded.deadlines,
            of_department = excluded.of_department, of_whistle = excluded.of_whistle, blown_at = excluded.blown_at,
            answer_outcome = excluded.answer_outcome, arrival_outcome = excluded.arrival_outcome,
            refused_with_duty = excluded.refused_with_duty, points = excluded.points
        """;

    const string InsertReaders = """
        insert into whistle_reader (organisation, whistle_id)
        select organisation, @id from unnest(@organisations) as n (organisation)
        on conflict do nothing
        """;

    const string InsertCases = """
        insert into whistle_case (whistle_id, case_id, case_number)
        select @id, case_id, case_number from unnest(@ids, @numbers) as n (case_id, case_number)
        """;
}
