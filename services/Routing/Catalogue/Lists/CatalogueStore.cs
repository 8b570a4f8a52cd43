using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Reads and writes versions of the lists.</summary>
static class CatalogueStore
{
    /// <summary>Loads the lists in these versions.</summary>
    /// <param name="known">Lists already in memory; one whose version is the same is not read again.</param>
    public static async Task<CatalogueRows> Load(Work work, CatalogueVersions versions, CatalogueRows known)
    {
        return new(
            versions, await Rows(CatalogueLists.Jurisdictions), await Rows(CatalogueLists.Organisations),
            await Rows(CatalogueLists.Matters), await Rows(CatalogueLists.Duties), await Rows(CatalogueLists.Rules),
            await Rows(CatalogueLists.Rosters), await Rows(CatalogueLists.Places),
            await Rows(CatalogueLists.OneThings), await Rows(CatalogueLists.Responsibilities));

        async Task<IReadOnlyList<T>> Rows<T>(CatalogueList<T> list) where T : class
        {
            var version = list.VersionIn(versions);
            return version == list.VersionIn(known.Versions) ? list.RowsOf(known)
                : await work.List<T>(CatalogueSql.Select(list), new { version });
        }
    }

    /// <summary>Loads the newest version of every list, including those not yet in force.</summary>
    /// <param name="known">Lists already in memory; one whose version is the same is not read again.</param>
    public static async Task<CatalogueRows> Newest(Work work, CatalogueRows known) => await Load(
        work, (await work.Find<CatalogueVersions>(CatalogueSql.Versions, null))!, known);

    /// <summary>
    /// Like <see cref="Newest"/>, but locks the versions until the transaction ends, so that only one writer at a time
    /// checks and publishes.
    /// </summary>
    public static async Task<CatalogueRows> Locked(Work work, CatalogueRows known)
    {
        await work.Execute(Lock, null);
        return await Newest(work, known);
    }

    /// <summary>Writes <paramref name="list"/> as it stands in <paramref name="rows"/> as a new version.</summary>
    /// <returns>The same rows with the new version number.</returns>
    public static async Task<CatalogueRows> Write(Work work, CatalogueList list, CatalogueRows rows, Publication how)
    {
        var version = 1 + CatalogueLists.All.Max(l => l.VersionIn(rows.Versions));
        var items = list.Of(rows);
        await work.Execute(InsertVersion, new
        {
            version, list = list.Name, from = how.From < work.Now ? work.Now : how.From, how.Why, how.By.Account,
            how.By.Name, work.Now, count = items.Count, how.Draft, how.Restores,
        });
        await work.Execute(CatalogueSql.Insert(list), new
        {
            version, items = JsonSerializer.Serialize<IReadOnlyList<object>>(items, ContractJson.Options),
        });
        return rows with { Versions = list.Versioned(rows.Versions, version) };
    }

    /// <summary>
    /// Refuses an effective date before that of a published version that is not yet in force: the newer version would
    /// take its place, and the older one would never come into force.
    /// </summary>
    public static async Task<Refusal?> LaterWaits(Work work, IEnumerable<CatalogueList> lists, DateTimeOffset from)
    {
        var waiting = await work.Find<DateTimeOffset?>(
            FindWaiting, new { lists = lists.Select(list => list.Name).ToArray(), from });
        return waiting is not { } day ? null : new(
            RefusalKind.Invalid, "later_version_waits",
            $"已有版本将于{ChinaTime.DayOf(day):yyyy-MM-dd}生效，请选择不早于该日的生效日，或先回滚该版本。",
            $"A version waits for {ChinaTime.DayOf(day):yyyy-MM-dd}; choose no earlier day, or roll it back first.",
            "effectiveFrom");
    }

    const string FindWaiting = """
        select max(effective_from) from catalogue_version v
        where list = any(@lists) and effective_from > @from
          and version = (select max(version) from catalogue_version n where n.list = v.list)
        """;

    const string Lock = "lock table catalogue_version in share row exclusive mode";

    const string InsertVersion = """
        insert into catalogue_version (version, list, effective_from, why, by_account, by_name, at, count, draft_id,
            restores)
        values (@version, @list, @from, @Why, @Account, @Name, @Now, @count, @Draft, @Restores)
        """;
}

/// <summary>From when a version is in force, and who published it and why.</summary>
sealed record Publication(DateTimeOffset From, string Why, Actor By)
{
    public DraftId? Draft { get; init; }

    /// <summary>The earlier version that a roll-back restores.</summary>
    public int? Restores { get; init; }

    /// <param name="day">
    /// In force from midnight in China (UTC+8); null means now. <see cref="CatalogueStore.Write"/> replaces a past day
    /// by now.
    /// </param>
    public static Publication On(DateOnly? day, string why, Actor by, DateTimeOffset now) => new(
        day is { } one ? new DateTimeOffset(one, TimeOnly.MinValue, ChinaTime.Offset).ToUniversalTime() : now,
        Scrubbing.Scrub(why), by);
}
