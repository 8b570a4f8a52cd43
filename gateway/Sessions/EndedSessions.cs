namespace Dispatch.Gateway.Sessions;

/// <summary>
/// The sessions that were ended before their token runs out. One ended here is known at once, one ended at another
/// instance within five seconds.
/// </summary>
/// <remarks>
/// While the database is down, what was last read stays in force: no session can be ended then either.
/// </remarks>
public sealed class EndedSessions(Database database, TimeProvider clock, ILogger<EndedSessions> log) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2), Stale = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim reading = new(1);
    // Replaced as a whole, so that readers need no lock.
    volatile HashSet<Guid> ended = [];
    DateTimeOffset readAt, triedAt, wholeAt;

    public void Add(Guid session)
    {
        lock (reading)
            ended = [.. ended, session];
    }

    public async ValueTask<bool> Contains(Guid session)
    {
        var age = clock.GetUtcNow() - triedAt;
        // Under load one request every two seconds starts a reading and nobody waits for it; after a quiet time the
        // first request waits.
        if (age > Stale)
            await Read(wait: Stale);
        else if (age > Fresh)
            _ = Read(wait: TimeSpan.Zero);
        return ended.Contains(session);
    }

    async Task Read(TimeSpan wait)
    {
        if (!await reading.WaitAsync(wait))
            return;
        try
        {
            var now = clock.GetUtcNow();
            if (now - triedAt <= Fresh)
                return;
            // Now and then all are read, so that sessions whose token has expired are forgotten.
            var whole = now - wholeAt > TimeSpan.FromHours(1);
            // The overlap finds what was committed late, or by a clock that is a little behind.
            var since = whole ? DateTimeOffset.UnixEpoch : readAt - Overlap;
            var found = await database.Read<Guid>(Telemetry.Quiet + Since, new { since, now });
            lock (reading)
                ended = whole ? [.. found] : [.. ended, .. found];
            (readAt, wholeAt) = (now, whole ? now : wholeAt);
        }
        catch (Exception problem) when (Outage.Is(problem))
        {
            log.LogWarning("Ended sessions could not be read: {Problem}", problem.Message);
        }
        finally
        {
            // After a failure too, so that not every request waits for a database that is down.
            triedAt = clock.GetUtcNow();
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    const string Since = "select id from session where ended_at >= @since and expires_at > @now";
}
