using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Announcements;

/// <summary>Announces a list that was published for a later day when that day comes.</summary>
/// <remarks>
/// Also announces lists that were published before announcements existed. Several instances may run: each checks
/// again under the lock before it publishes.
/// </remarks>
public sealed class AnnounceOnTheDay(Database database, TimeProvider clock, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        if (await database.ReadOne<bool>(Differs, new { now = clock.GetUtcNow() }, cancel))
            await database.Do(work => AnnounceCatalogue.Announce(work, ActedBy.System), cancel);
        return Pause;
    }

    const string Differs = Telemetry.Quiet + """
        select (told.organisations, told.matters, told.one_things, told.responsibilities)
            <> (due.organisations, due.matters, due.one_things, due.responsibilities)
        from catalogue_announcement told, (
        """ + CatalogueSql.Versions + " where effective_from <= @now) due";
}
