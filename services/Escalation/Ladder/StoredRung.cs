using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>A rung with its case, locked for a change that somebody asks for.</summary>
static class StoredRung
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "rung_not_found", "没有查到该提级事项，请核对后重试。", "No such rung that you may see.");

    /// <summary>Changes the rung as <paramref name="decide"/> answers, and tells of it.</summary>
    /// <param name="told">The event, from the head of the case's next version.</param>
    public static async Task<IResult> Change(
        Database database, RungId id, Actor actor, Func<Work, CaseRung, Task<Result<CaseRung>>> decide,
        Func<EventHead, CaseRung, ICaseEvent> told, CancellationToken cancel)
    {
        var result = await database.Transact<CaseRung>(async work =>
        {
            // The case first, as every writer here does; the rung after the lock, as the last holder left it.
            if (await work.Find<TimedCase>(
                LockCase(actor), new { id, actor.Scope, actor.Organisation, actor.Account }) is not { } of)
                return NotFound;
            var rung = await work.Find<CaseRung>(
                $"select {RungTable.Columns} from rung r where r.id = @id", new { id });
            if (!(await decide(work, rung!)).Accepted(out var changed, out var refusal))
                return refusal;
            of = of with { Version = of.Version + 1 };
            RungTable.Save(work, [changed]);
            RungTable.SaveCases(work, [of]);
            work.Publish(told(work.Head(of.CaseId, of.Number, of.Version, actor.ToActedBy()), changed));
            return changed;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static string LockCase(Actor actor) => $"""
        select {ClockTables.CaseColumns("p")}
        from rung r
        join timed_case p on p.case_id = r.case_id
        where r.id = @id and {Visibility.Rungs.Sees(actor)}
        for update of p
        """;
}
