using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// Lifts cases on the ladder (提级) and lets them down by rule: by what has pressed on them since the last look, and by
/// terms of rungs that have passed.
/// </summary>
/// <remarks>
/// Publishes <see cref="HandlerReminded"/>, <see cref="CaseEscalated"/>, <see cref="BackstopAssigned"/>,
/// <see cref="RungLeft"/>, <see cref="RungMissed"/>, and opens orders. Several instances may run: each takes cases that
/// nobody else holds at the moment.
/// </remarks>
public sealed partial class WatchLadder(
    Database database, CurrentTerms terms, CurrentLadder ladder, Sweeps sweeps, ILogger<WatchLadder> log)
    : Sweep(sweeps)
{
    const int Most = 100;
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        try
        {
            return await Follow(Most, cancel) == Most ? TimeSpan.Zero : Between;
        }
        catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
        {
            // One case that cannot be followed must not hold up the others: each by itself, the bad one later.
            LogOneByOne(error);
            await OneByOne(cancel);
            return Between;
        }
    }

    /// <returns>How many cases were taken.</returns>
    async Task<int> Follow(int most, CancellationToken cancel)
    {
        var taken = 0;
        await database.Do(async work => taken = await Follow(
            work, await work.List<TimedCase>(LockDue, new { work.Now, most })), cancel);
        return taken;
    }

    async Task<int> Follow(Work work, List<TimedCase> cases)
    {
        if (cases.Count == 0)
            return 0;
        var batch = await LadderBatch.Load(work, terms.Value, ladder.Value, cases);
        batch.Follow();
        await batch.Save();
        return cases.Count;
    }

    async Task OneByOne(CancellationToken cancel)
    {
        var due = new List<Due>();
        await database.Do(async work => due = await work.List<Due>(FindDue, new { work.Now, most = Most }), cancel);
        foreach (var one in due)
        {
            try
            {
                await database.Do(async work => await Follow(
                    work, await work.List<TimedCase>(LockOne, new { one.CaseId })), cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
            {
                LogLater(error, one.CaseId.Value);
                await database.Do(async work => await work.Execute(Later, new { one.CaseId, work.Now }), cancel);
            }
        }
    }

    sealed record Due(CaseId CaseId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ladder could not follow a batch of cases; one by one now.")]
    partial void LogOneByOne(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ladder could not follow case {CaseId}; again in a minute.")]
    partial void LogLater(Exception error, Guid caseId);

    const string DueCases = """
        (select case_id, look_at from lift_cause where taken_at is null and look_at <= @Now
         order by look_at limit @most)
        union all
        (select case_id, next_look_at from rung where next_look_at <= @Now order by next_look_at limit @most)
        """;

    static readonly string LockDue = $"""
        {Telemetry.Quiet}select {ClockTables.CaseColumns("p")}
        from timed_case p
        where p.case_id in (select d.case_id from ({DueCases}) d)
        limit @most
        for update of p skip locked
        """;

    static readonly string FindDue = $"select distinct d.case_id from ({DueCases}) d limit @most";

    static readonly string LockOne = $"""
        select {ClockTables.CaseColumns("p")} from timed_case p where p.case_id = @CaseId for update of p skip locked
        """;

    const string Later = """
        with causes as (
            update lift_cause set look_at = @Now + interval '1 minute' where case_id = @CaseId and taken_at is null)
        update rung set next_look_at = @Now + interval '1 minute' where case_id = @CaseId and next_look_at <= @Now
        """;
}
