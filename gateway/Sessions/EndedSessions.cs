namespace Dispatch.Gateway.Sessions;

/// <summary>
/// Which sessions were ended before their token runs out: known here at once for those ended here, and within five
/// seconds for those ended at another instance.
/// </summary>
/// <remarks>
/// While the database is away the last knowledge holds: nobody can end a session then either, and the work must go on.
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
        // Busy: one request in two seconds reads on the side and nobody waits. After a quiet time the first one waits.
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
            // All of them now and then, which forgets those whose token has run out.
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
            // After a failure too: not each request is to wait for a database that is away.
            triedAt = clock.GetUtcNow();
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    const string Since = "select id from session where ended_at >= @since and expires_at > @now";
}
