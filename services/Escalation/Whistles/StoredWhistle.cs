using System.Text.Json;
using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines.Domain;
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
        w.blown_at, w.appealed, w.deadlines, w.result, w.ended_at
        """;

    const string SummonsColumns = """
        s.organisation, s.name, s.role, s.state, s.attendee, s.refusal, s.bound, s.arrived_at, s.proof, s.metres,
        s.arrival_order, s.part, s.remains, s.remains_until, s.deadlines, s.of_department, s.of_whistle
        """;

    sealed record OnCase(WhistleId WhistleId, CaseId Id, CaseNumber Number);

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
    public static async Task<Whistle?> Lock(Work work, WhistleId id, Actor actor) =>
        (await Complete(work, await work.List<Whistle>(
            $"select {Columns} from whistle w where w.id = @id and {Visibility.Whistles.Sees(actor)} for update of w",
            new { id, actor.Scope, actor.Organisation }))).FirstOrDefault();

    /// <summary>Those of which a term has passed, locked; others take those that are locked already.</summary>
    public static async Task<List<Whistle>> LockOverdue(Work work, int most) =>
        await Complete(work, await work.List<Whistle>(
            $"""
            {Telemetry.Quiet}select {Columns} from whistle w where w.next_look_at <= @Now
            order by w.next_look_at limit @most for update of w skip locked
            """,
            new { work.Now, most }));

    /// <summary>One that the caller may see, as it stands.</summary>
    public static async Task<Whistle?> Read(Database database, WhistleId id, Actor actor, CancellationToken cancel)
    {
        Whistle? found = null;
        await database.Do(async work => found = (await Complete(work, await work.List<Whistle>(
            $"select {Columns} from whistle w where w.id = @id and {Visibility.Whistles.Sees(actor)}",
            new { id, actor.Scope, actor.Organisation }))).FirstOrDefault(), cancel);
        return found;
    }

    static async Task<List<Whistle>> Complete(Work work, List<Whistle> found)
    {
        if (found.Count == 0)
            return found;
        var of = new { ids = found.ConvertAll(w => w.Id.Value).ToArray() };
        var parts = (await work.List<StoredSummons>(Telemetry.Quiet + LoadSummons, of)).ToLookup(s => s.WhistleId);
        var cases = (await work.List<OnCase>(Telemetry.Quiet + LoadCases, of)).ToLookup(c => c.WhistleId);
        return found.ConvertAll(w => w with
        {
            Summons = [.. parts[w.Id].Select(s => s.Summons)],
            Cases = [.. cases[w.Id].Select(c => new CaseRef(c.Id, c.Number))],
        });
    }

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
        foreach (var demand in step.Orders)
            await OpenOrder.Issue(
                work, demand, now.Centre, now.Jurisdiction, ActedBy.System, signs: false, terms);
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

    sealed record StoredSummons(
        WhistleId WhistleId, OrganisationId Organisation, string Name, TicketRole Role, SummonsState State,
        string? Attendee, SummonsRefusal? Refusal, bool Bound, DateTimeOffset? ArrivedAt, PlaceProof? Proof,
        int? Metres, OrderId? ArrivalOrder, string? Part, string? Remains, DateTimeOffset? RemainsUntil,
        IReadOnlyList<Deadline> Deadlines, DepartmentVerdict? OfDepartment, WhistleVerdict? OfWhistle)
    {
        public Summons Summons => new(
            Organisation, Name, Role, State, Attendee, Refusal, Bound, ArrivedAt, Proof, Metres, ArrivalOrder, Part,
            Remains, RemainsUntil, Deadlines, OfDepartment, OfWhistle);
    }

    const string LoadSummons = $"""
        select s.whistle_id, {SummonsColumns}
        from summons s
        where s.whistle_id = any(@ids)
        order by s.whistle_id, s.role desc, s.organisation
        """;

    const string LoadCases = """
        select whistle_id, case_id as id, case_number as number
        from whistle_case
        where whistle_id = any(@ids)
        order by whistle_id, case_number
        """;

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
