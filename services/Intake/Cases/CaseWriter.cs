using Dispatch.Intake.Cases.Domain;
using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>A case that is about to be written.</summary>
/// <param name="Trace">The W3C trace parent of the request.</param>
/// <param name="Fingerprint">Tells the request body from another under the same key.</param>
public sealed record NewCase(
    CaseId Id, Actor Actor, Channel Channel, CaseKind Kind, Urgency Urgency, string Text, MatterId? Matter,
    OrganisationId? Against, Place Place, DateTimeOffset? OccurredAt, DateTimeOffset RegisteredAt, string? Trace,
    string? Key, byte[]? Fingerprint, Contact Contact);

/// <summary>
/// Writes new cases by group commit: all that arrived while the last commit was under way go into the next one, each
/// caller being answered when its own case is safe.
/// </summary>
public sealed class CaseWriter : IAsyncDisposable
{
    /// <summary>From this many in one commit on, registering is a burst.</summary>
    const int Burst = 8;

    readonly GroupCommit<NewCase, Result<RegisterCase.Registered>> group;
    readonly TimeProvider clock;
    long burstAt;

    public CaseWriter(Database database, TimeProvider clock)
    {
        this.clock = clock;
        group = new("register-case", async (batch, cancel) =>
        {
            if (batch.Count >= Burst)
                Volatile.Write(ref burstAt, clock.GetTimestamp());
            return await Write(database, batch, cancel);
        }, writers: 2);
    }

    /// <summary>In the last second cases came in faster than one by one: what can wait a few seconds should.</summary>
    public bool Busy => Volatile.Read(ref burstAt) is var at and not 0
        && clock.GetElapsedTime(at) < TimeSpan.FromSeconds(1);

    public Task<Result<RegisterCase.Registered>> Add(NewCase what) => group.Add(what);

    public ValueTask DisposeAsync() => group.DisposeAsync();

    static async Task<IReadOnlyList<Result<RegisterCase.Registered>>> Write(
        Database database, IReadOnlyList<NewCase> batch, CancellationToken cancel)
    {
        var answers = new Dictionary<CaseId, Result<RegisterCase.Registered>>(batch.Count);
        await database.Do(async work =>
        {
            answers.Clear();
            var fresh = await EarlierAnswers.Without(batch, answers, work);
            var numbers = await Number(fresh, work);
            work.Later(NewCaseRows.Rest, NewCaseRows.RestOf(fresh, numbers));
            foreach (var one in fresh)
            {
                work.PublishFor(one.Trace, Event(one, numbers[one.Id]));
                answers[one.Id] = new RegisterCase.Registered(one.Id, numbers[one.Id], CaseStatus.Registered);
            }
        }, cancel);
        return [.. batch.Select(one => answers[one.Id])];
    }

    /// <summary>
    /// Gives each case a number nobody has. The digits are random, so a double is rare; it gets another.
    /// </summary>
    static async Task<Dictionary<CaseId, CaseNumber>> Number(List<NewCase> fresh, Work work)
    {
        var numbers = new Dictionary<CaseId, CaseNumber>(fresh.Count);
        var waiting = fresh;
        while (waiting.Count > 0)
        {
            foreach (var one in waiting)
                numbers[one.Id] = CaseNumber.New(one.RegisteredAt);
            var written = (await work.List<Guid>(NewCaseRows.Insert, NewCaseRows.InsertOf(waiting, numbers)))
                .ToHashSet();
            waiting = [.. waiting.Where(one => !written.Contains(one.Id.Value))];
        }
        return numbers;
    }

    static CaseRegistered Event(NewCase one, CaseNumber number) => new(
        new(EventId.New(), 1, one.Id, number, one.RegisteredAt, one.Actor.ToActedBy(), Work.TraceIdOf(one.Trace)),
        one.Channel, one.Kind, one.Urgency, one.Text, one.Place, one.Matter, one.RegisteredAt,
        [Timeline.Registered(one.Channel)], one.Against);
}
