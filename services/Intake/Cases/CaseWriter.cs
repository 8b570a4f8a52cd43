using Dispatch.Intake.Domain;
using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>A case that is about to be written.</summary>
/// <param name="Trace">The W3C trace parent of the request.</param>
/// <param name="Fingerprint">Tells the request body from another under the same key.</param>
public sealed record NewCase(
    CaseId Id, Actor Actor, Channel Channel, CaseKind Kind, Urgency Urgency, string Text, MatterId? Matter, Place Place,
    DateTimeOffset? OccurredAt, DateTimeOffset RegisteredAt, string? Trace, string? Key, byte[]? Fingerprint, Contact Contact);

/// <summary>
/// Writes new cases by group commit: all that arrived while the last commit was under way go into the next one, each caller
/// being answered when its own case is safe.
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
    public bool Busy => Volatile.Read(ref burstAt) is var at and not 0 && clock.GetElapsedTime(at) < TimeSpan.FromSeconds(1);

    public Task<Result<RegisterCase.Registered>> Add(NewCase what) => group.Add(what);

    public ValueTask DisposeAsync() => group.DisposeAsync();

    static async Task<IReadOnlyList<Result<RegisterCase.Registered>>> Write(
        Database database, IReadOnlyList<NewCase> batch, CancellationToken cancel)
    {
        var answers = new Dictionary<CaseId, Result<RegisterCase.Registered>>(batch.Count);
        await database.Do(async work =>
        {
            answers.Clear();
            var fresh = await Fresh(batch, answers, work);
            var numbers = await Number(fresh, work);
            await work.Execute(CaseSql.Rest, CaseSql.RestOf(fresh, numbers));
            foreach (var one in fresh)
            {
                work.PublishFor(one.Trace, Event(one, numbers[one.Id]));
                answers[one.Id] = new RegisterCase.Registered(one.Id, numbers[one.Id], CaseStatus.Registered);
            }
        }, cancel);
        return [.. batch.Select(one => answers[one.Id])];
    }

    sealed record Earlier(string Account, string Key, byte[] Request, CaseId Id, CaseNumber Number, string Status);

    /// <summary>Those that were not registered before under the same key; the others get their stored answer.</summary>
    static async Task<List<NewCase>> Fresh(
        IReadOnlyList<NewCase> batch, Dictionary<CaseId, Result<RegisterCase.Registered>> answers, Work work)
    {
        var keyed = batch.Where(one => one.Key is not null).ToList();
        if (keyed.Count == 0)
            return [.. batch];
        var args = new
        {
            accounts = keyed.Select(k => k.Actor.Account.Value).ToArray(),
            keys = keyed.Select(k => k.Key!).ToArray(),
            prints = keyed.Select(k => k.Fingerprint!).ToArray(),
            ids = keyed.Select(k => k.Id.ToString()).ToArray(),
        };
        var reserved = (await work.List<Guid>(CaseSql.Reserve, args)).ToHashSet();
        if (reserved.Count == keyed.Count)
            return [.. batch];

        var repeats = keyed.Where(k => !reserved.Contains(k.Id.Value)).ToList();
        var earlier = (await work.List<Earlier>(CaseSql.Earlier, args)).ToDictionary(e => (e.Account, e.Key));
        // Two with one key in the same batch: the second is answered by the first, which is not written yet.
        var within = keyed.Where(k => reserved.Contains(k.Id.Value)).ToDictionary(k => (k.Actor.Account.Value, k.Key!));
        foreach (var one in repeats)
        {
            if (earlier.TryGetValue((one.Actor.Account.Value, one.Key!), out var stored))
            {
                answers[one.Id] = stored.Request.AsSpan().SequenceEqual(one.Fingerprint)
                    ? new RegisterCase.Registered(stored.Id, stored.Number, Enum.Parse<CaseStatus>(stored.Status, ignoreCase: true))
                    : Idempotency.KeyReused;
            }
            else if (within.ContainsKey((one.Actor.Account.Value, one.Key!)))
                throw new RepeatedInBatchException();
        }
        return [.. batch.Where(one => !answers.ContainsKey(one.Id))];
    }

    /// <summary>Gives each case a number nobody has. The digits are random, so a double is rare; it gets another.</summary>
    static async Task<Dictionary<CaseId, CaseNumber>> Number(List<NewCase> fresh, Work work)
    {
        var numbers = new Dictionary<CaseId, CaseNumber>(fresh.Count);
        var waiting = fresh;
        while (waiting.Count > 0)
        {
            foreach (var one in waiting)
                numbers[one.Id] = CaseNumber.New(one.RegisteredAt);
            var written = (await work.List<Guid>(CaseSql.Insert, CaseSql.InsertOf(waiting, numbers))).ToHashSet();
            waiting = [.. waiting.Where(one => !written.Contains(one.Id.Value))];
        }
        return numbers;
    }

    static CaseRegistered Event(NewCase one, CaseNumber number) => new(
        new(EventId.New(), 1, one.Id, number, one.RegisteredAt, one.Actor.ToActedBy(), Work.TraceIdOf(one.Trace)),
        one.Channel, one.Kind, one.Urgency, one.Text, one.Place, one.Matter, one.RegisteredAt, [Timeline.Registered(one.Channel)]);
}

/// <summary>The same key twice in one batch; the batch is then written one by one, and the second finds the first.</summary>
public sealed class RepeatedInBatchException() : Exception("The same Idempotency-Key twice at once.");
