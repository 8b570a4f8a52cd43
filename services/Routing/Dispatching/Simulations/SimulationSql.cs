using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>A past case, as it was when it was decided.</summary>
/// <param name="Asked">The question of its decision; null when it was decided before questions were stored.</param>
/// <param name="Prediction">The prediction of the model then in use.</param>
sealed record PastCase(
    CaseId CaseId, CaseNumber CaseNumber, string Text, string? Address, JurisdictionId Jurisdiction, CaseKind Kind,
    Urgency Urgency, DateTimeOffset Since, Question? Asked, MatterPrediction? Prediction)
{
    // A stored question lacks the text and the address, and an early one the time of the decision.
    public Question Question => (Asked ?? new(Text, null, Kind, Urgency, Jurisdiction, [], Since)) with
    {
        Text = Text,
        Address = Address,
        At = Asked is { At.Year: > 2000 } ? Asked.At : Since,
    };
}

/// <summary>A case that the draft would send elsewhere.</summary>
sealed record MovedCase(PastCase Case, SimulatedOutcome Now, SimulatedOutcome Then);

/// <summary>The statements of <see cref="RunSimulations"/>.</summary>
static class SimulationSql
{
    // The oldest that is waiting, or whose worker has made no progress for too long.
    public const string Take = """
        update simulation set status = 'running', beat_at = @now
        where id = (
            select id from simulation
            where status = 'waiting' or (status = 'running' and beat_at < @silent)
            order by asked_at
            limit 1
            for update skip locked
        )
        returning id, draft, jurisdiction, after, before
        """;

    public const string Cases = """
        select case_id, case_number, text, address, jurisdiction, kind, urgency, since, decision -> 'asked' as asked,
            decision -> 'prediction' as prediction
        from routed_case
        where case_id > @After and case_id < @Before and jurisdiction like @scope
        order by case_id
        limit @Most
        """;

    public const string Advance = """
        update simulation set after = @next, done = done + @done, moved = moved + @moved, beat_at = @Now
        where id = @Id and status = 'running' and after = @After
        """;

    public const string InsertMoved = """
        insert into simulated_case (simulation, case_id, case_number, jurisdiction, text, now_lead, now_matter, now_why,
            then_lead, then_matter, then_why)
        select @simulation, *
        from unnest(@ids, @numbers, @jurisdictions, @texts, @nowLeads, @nowMatters, @nowWhys, @thenLeads,
            @thenMatters, @thenWhys)
        """;

    public static object Moved(SimulationId simulation, List<MovedCase> moved) => new
    {
        simulation = simulation.Value,
        ids = moved.Select(m => m.Case.CaseId.Value).ToArray(),
        numbers = moved.Select(m => m.Case.CaseNumber.Value).ToArray(),
        jurisdictions = moved.Select(m => m.Case.Jurisdiction.Value).ToArray(),
        texts = moved.Select(m => m.Case.Text).ToArray(),
        nowLeads = moved.Select(m => m.Now.Lead?.Value).ToArray(),
        nowMatters = moved.Select(m => m.Now.Matter?.Value).ToArray(),
        nowWhys = moved.Select(m => m.Now.Why).ToArray(),
        thenLeads = moved.Select(m => m.Then.Lead?.Value).ToArray(),
        thenMatters = moved.Select(m => m.Then.Matter?.Value).ToArray(),
        thenWhys = moved.Select(m => m.Then.Why).ToArray(),
    };

    public const string End = """
        update simulation set status = @status, ended_at = @Now,
            total = case when @status = 'done' then done else total end
        where id = @Id and status = 'running'
        """;
}
