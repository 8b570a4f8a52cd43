using System.Text.Json;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Domain.Lists;

namespace Dispatch.Routing.Catalogues;

/// <summary>How versions of the lists are read and written.</summary>
static class CatalogueStore
{
    /// <summary>The lists of these versions; those that are known already are not read again.</summary>
    public static async Task<CatalogueRows> Load(Work work, CatalogueVersions versions, CatalogueRows known)
    {
        return new(
            versions, await One(CatalogueLists.Jurisdictions), await One(CatalogueLists.Organisations),
            await One(CatalogueLists.Matters), await One(CatalogueLists.Duties), await One(CatalogueLists.Rules),
            await One(CatalogueLists.Rosters), await One(CatalogueLists.Places));

        async Task<IReadOnlyList<T>> One<T>(CatalogueList<T> list) where T : class
        {
            var version = list.VersionIn(versions);
            return version == list.VersionIn(known.Versions) ? list.RowsOf(known)
                : await work.List<T>(CatalogueSql.Select(list), new { version });
        }
    }

    /// <summary>The newest version of every list, whether its day has come or not.</summary>
    public static async Task<CatalogueRows> Newest(Work work) => await Load(
        work, (await work.Find<CatalogueVersions>(CatalogueSql.Versions, null))!,
        work.Get<CurrentCatalogue>().Value.Rows);

    /// <summary>As <see cref="Newest"/>; whoever else wants to write a version waits until this one is done.</summary>
    public static async Task<CatalogueRows> Locked(Work work)
    {
        await work.Execute(Lock, null);
        return await Newest(work);
    }

    /// <summary>Writes one list of <paramref name="rows"/> as a new version of it.</summary>
    public static async Task<CatalogueRows> Write(Work work, CatalogueList list, CatalogueRows rows, Publication how)
    {
        var version = 1 + CatalogueLists.All.Max(l => l.VersionIn(rows.Versions));
        var items = list.Of(rows);
        await work.Execute(InsertVersion, new
        {
            version, list = list.Name, from = how.From < work.Now ? work.Now : how.From, how.Why, how.By.Account,
            how.By.Name, work.Now, count = items.Count,
        });
        await work.Execute(CatalogueSql.Insert(list), new
        {
            version, items = JsonSerializer.Serialize<IReadOnlyList<object>>(items, ContractJson.Options),
        });
        return rows with { Versions = list.Versioned(rows.Versions, version) };
    }

    const string Lock = "lock table catalogue_version in share row exclusive mode";

    const string InsertVersion = """
        insert into catalogue_version (version, list, effective_from, why, by_account, by_name, at, count)
        values (@version, @list, @from, @Why, @Account, @Name, @Now, @count)
        """;
}

/// <summary>From when a version is in force, and who made it for what reason.</summary>
sealed record Publication(DateTimeOffset From, string Why, Actor By)
{
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="day">In China's time; at once when absent or past.</param>
    public static Publication On(DateOnly? day, string why, Actor by, DateTimeOffset now) => new(
        day is { } one ? new DateTimeOffset(one, TimeOnly.MinValue, China).ToUniversalTime() : now, why, by);
}
