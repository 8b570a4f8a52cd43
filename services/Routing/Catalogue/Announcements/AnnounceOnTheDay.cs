using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Announcements;

/// <summary>Tells the other services of a list that was published for a later day when that day comes.</summary>
/// <remarks>
/// Also of the lists that stood before there were announcements. Several instances may run: each looks again under the
/// lock.
/// </remarks>
public sealed class AnnounceOnTheDay(Database database, TimeProvider clock, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        if (await database.ReadOne<bool>(Differs, new { now = clock.GetUtcNow() }, cancel))
            await database.Do(work => AnnounceCatalogue.Tell(work, ActedBy.System), cancel);
        return Pause;
    }

    const string Differs = Telemetry.Quiet + """
        select (told.organisations, told.matters) <> (due.organisations, due.matters)
        from catalogue_announcement told, (
        """ + CatalogueSql.Versions + " where effective_from <= @now) due";
}
