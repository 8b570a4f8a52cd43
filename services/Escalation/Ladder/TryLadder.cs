using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// Tries a policy of the ladder on past cases of the jurisdiction before it is put in force (试运行): what would have
/// climbed how high, beside what did. Nothing is changed.
/// </summary>
/// <remarks>Refuses with <c>period_wrong</c> and as <see cref="PutLadderPolicy"/>.</remarks>
public static class TryLadder
{
    const int MostCases = 2000, MostShown = 200;

    /// <param name="From">The first day of report; the last thirty days where no period is asked for.</param>
    /// <param name="To">The last day of report.</param>
    public sealed record Request(
        DateOnly? From, DateOnly? To,
        [property: Required, MaxLength(20)] IReadOnlyList<RungRule> Rungs,
        [property: Required, MaxLength(40)] IReadOnlyList<LiftRule> Lifts);

    /// <param name="Rung">Null: it was never on the ladder.</param>
    public sealed record Count(Rung? Rung, int InForce, int Tried);

    public sealed record Different(
        CaseNumber CaseNumber, OrganisationId? Organisation, string? OrganisationName, Rung? InForce, Rung? Tried,
        IReadOnlyList<Climb> Climbs);

    /// <param name="Cases">How many cases were looked at: those of which a clock came near its end.</param>
    /// <param name="Cut">There are more: only the newest were looked at.</param>
    /// <param name="Counts">By the highest rung that a case reached.</param>
    /// <param name="Differences">The cases that would have climbed otherwise, the newest first.</param>
    public sealed record Answer(
        int Cases, bool Cut, IReadOnlyList<Count> Counts, int DifferentCases, IReadOnlyList<Different> Differences);

    sealed record PressedRow(CaseId CaseId, LiftCause Kind, DateTimeOffset At, Rung? To);

    sealed record AnsweredRow(CaseId CaseId, Rung Rung, DateTimeOffset At, DateTimeOffset Until);

    sealed record Named(OrganisationId Id, string Name);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/ladder/trials", Handle)
        .Allow(Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        Request request, Actor actor, Database database, CurrentTerms terms, CurrentLadder ladder,
        CancellationToken cancel)
    {
        var tried = new LadderPolicy(0, actor.Jurisdiction, default, request.Rungs, request.Lifts, "试运行");
        if (tried.Faults() is { } fault)
            return Problems.From(fault);
        var result = await database.Transact<Answer>(async work =>
        {
            if (!Period.Of(request.From, request.To, work.Now).Accepted(out var period, out var wrong))
                return wrong;
            var cases = await work.List<TimedCase>(LoadCases(actor), new
            {
                actor.Scope, actor.Organisation, from = ChinaTime.StartOf(period.From),
                until = ChinaTime.StartOf(period.To.AddDays(1)), most = MostCases + 1,
            });
            var cut = cases.Count > MostCases;
            var past = await Load(work, cut ? cases[..MostCases] : cases);
            var names = (await work.List<Named>("select id, name from organisation where id = any(@ids)", new
            {
                ids = past.Select(one => one.Case.Organisation?.Value).OfType<string>().Distinct().ToArray(),
            })).ToDictionary(one => one.Id, one => one.Name);
            return Compare(past, tried, ladder.Value, terms.Value, cut, names, work.Now);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }

    static Answer Compare(
        List<PastCase> past, LadderPolicy tried, LadderPolicies policies, Terms terms, bool cut,
        Dictionary<OrganisationId, string> names, DateTimeOffset now)
    {
        var runs = past.ConvertAll(one => (
            one.Case,
            InForce: LadderTrial.Run(
                policies.For(one.Case.Jurisdiction, ChinaTime.DayOf(one.Case.ReportedAt)), one, terms, now),
            Tried: LadderTrial.Run(tried, one, terms, now)));
        static Rung? Highest(IReadOnlyList<Climb> climbs) => climbs.Max(climb => (Rung?)climb.To);
        var different = runs.FindAll(one => !one.InForce.SequenceEqual(one.Tried));
        return new(
            past.Count, cut,
            [
                .. Enum.GetValues<Rung>().Where(rung => rung < Rung.Superior).Select(rung => (Rung?)rung).Prepend(null)
                    .Select(rung => new Count(
                        rung, runs.Count(one => Highest(one.InForce) == rung),
                        runs.Count(one => Highest(one.Tried) == rung))),
            ],
            different.Count,
            [
                .. different.Take(MostShown).Select(one => new Different(
                    one.Case.Number, one.Case.Organisation,
                    one.Case.Organisation is { } owner ? names.GetValueOrDefault(owner) : null, Highest(one.InForce),
                    Highest(one.Tried), one.Tried)),
            ]);
    }

    static async Task<List<PastCase>> Load(Work work, List<TimedCase> cases)
    {
        var ids = cases.Select(one => one.CaseId.Value).ToArray();
        var clocks = (await ClockTables.Of(work, ids)).ToLookup(one => one.CaseId);
        var pressed = (await work.List<PressedRow>(LoadPressed, new { ids })).ToLookup(one => one.CaseId);
        var answered = (await work.List<AnsweredRow>(LoadAnswered, new { ids })).ToLookup(one => one.CaseId);
        return cases.ConvertAll(one => new PastCase(
            one, [.. clocks[one.CaseId]], [.. pressed[one.CaseId].Select(row => (row.Kind, row.At, row.To))],
            [.. answered[one.CaseId].Select(row => (row.Rung, row.At, row.Until))]));
    }

    // Only a clock that has turned orange can press on a case; what else presses on it is kept as a cause.
    static string LoadCases(Actor actor) => $"""
        select {ClockTables.CaseColumns("p")}
        from timed_case p
        where {Visibility.Cases.Sees(actor)} and p.reported_at >= @from and p.reported_at < @until
          and exists (
              select from clock c where c.case_id = p.case_id and c.colour in ('orange', 'red')
              union all
              select from lift_cause l where l.case_id = p.case_id and l.kind is not null)
        order by p.reported_at desc
        limit @most
        """;

    const string LoadPressed = """
        select case_id, kind, at, to_rung as to
        from lift_cause
        where case_id = any(@ids) and kind is not null and clock_id is null and kind <> 'carried'
        order by at
        """;

    const string LoadAnswered = """
        select case_id, rung, acknowledged_at as at, plan_until as until
        from rung
        where case_id = any(@ids) and acknowledged_at is not null
        """;
}
