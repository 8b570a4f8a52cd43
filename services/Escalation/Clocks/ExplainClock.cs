using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// Explains a clock's due time: every day counted or skipped and why, and the policy that set the term.
/// </summary>
/// <remarks>Refuses with <c>clock_not_found</c>.</remarks>
public static class ExplainClock
{
    /// <param name="Due">As it was set when the clock started, or when it was extended.</param>
    /// <param name="Term">In plain Chinese.</param>
    /// <param name="Steps">
    /// The counted days or hours add up to the term, or to what the citizen clock leaves of it; the last day is the day
    /// on which it is due.
    /// </param>
    public sealed record Reply(
        ClockId Id, CaseNumber CaseNumber, ClockKind Kind, DateTimeOffset StartedAt, DateTimeOffset Due, string Term,
        TermUnit Unit, IReadOnlyList<ExplainedDay> Steps, IReadOnlyList<Reason> Reasons,
        IReadOnlyList<string> Warnings);

    sealed record Row(ClockId Id, CaseNumber CaseNumber, ClockKind Kind, DateTimeOffset StartedAt, DateTimeOffset Due,
        int Policy, int? Extended, TermLimit? BoundedBy);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "clock_not_found", "没有找到这个时限，请核对后重试。", "No such clock that you may see.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/clocks/{clockId}/explain", Handle)
        .Allow(Visibility.Readers)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(ClockId clockId, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        if (await database.ReadOne<Row>(
            Load(actor), new { clockId, actor.Scope, actor.Organisation }, cancel) is not { } clock)
            return Problems.From(NotFound);

        var terms = current.Value;
        var policy = terms[clock.Policy];
        var warnings = DueDateExplanation.UnknownYears(terms.Calendar, clock.StartedAt, policy.Term);
        DateTimeOffset? until = clock.BoundedBy is null ? null : clock.Due;
        var due = terms.Calendar.Due(clock.StartedAt, policy.Term);
        var steps = DueDateExplanation.Explain(terms.Calendar, clock.StartedAt, policy.Term, until);
        if (clock.Extended is { } days && (until is null || until > due))
        {
            var extension = new Term(days, TermUnit.WorkingDays);
            steps = [.. steps, .. DueDateExplanation.Explain(terms.Calendar, due, extension, until)];
            due = terms.Calendar.Due(due, extension);
        }
        var expected = until < due ? until.Value : due;
        if ((expected - clock.Due).Duration() > TimeSpan.FromSeconds(1))
            warnings.Add($"启动之后工作日历有更新；时限仍以启动时确定的{ChinaTime.Deadline(clock.Due)}为准。");
        return TypedResults.Ok(new Reply(
            clock.Id, clock.CaseNumber, clock.Kind, clock.StartedAt, clock.Due,
            policy.Chinese(clock.Extended, clock.BoundedBy), policy.Unit, steps, Reasons(clock, policy), warnings));
    }

    static Reason[] Reasons(Row clock, Policy policy) =>
    [
        new("term_in_force",
            $"{clock.Kind.Chinese()}为{policy.Chinese(clock.Extended, clock.BoundedBy)}，"
            + $"自{ChinaTime.Deadline(clock.StartedAt)}起算，至{ChinaTime.Deadline(clock.Due)}到期。"),
        new("policy_source", $"依据：{policy.Source}（自{policy.EffectiveFrom:yyyy年M月d日}起施行，规则号{policy.Id}）。"),
        .. clock.BoundedBy is { } limit ? [LaterTerms.Why(limit, clock.Kind, policy)] : Array.Empty<Reason>(),
    ];

    static string Load(Actor actor) => $"""
        select c.id, p.number as case_number, c.kind, c.started_at, c.due, c.policy, c.extended, c.bounded_by
        from clock c
        join timed_case p on p.case_id = c.case_id
        where c.id = @clockId and {Visibility.Clocks.Sees(actor)}
        """;
}
