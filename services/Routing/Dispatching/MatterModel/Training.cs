using System.Text.Json;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>
/// Trains the matter model: reads the examples, trains on a thread of low priority, and stores a new version.
/// </summary>
/// <remarks>
/// One instance trains at a time; while it learns no transaction is open. <see cref="Promotion"/> decides whether the
/// new version is activated.
/// </remarks>
public sealed class Training(
    Database database, CurrentCatalogue catalogue, CurrentModel current, ILogger<Training> log)
{
    /// <summary>Nothing is trained from fewer examples.</summary>
    const int MinExamples = 6;

    sealed record Row(string Text, string Matter, DateTimeOffset At);

    sealed record Active(Quality Quality, DateTimeOffset TrainedAt, byte[] Bytes);

    /// <returns>
    /// The new version; null when another instance is training, or there are too few examples or only one label.
    /// </returns>
    public async Task<int?> Run(string why, string account, string name, CancellationToken cancel)
    {
        int? made = null;
        await database.Exclusively("routing.training", async () =>
        {
            var lists = catalogue.Value;
            var known = lists.Rows.Matters.Where(m => m.Level == 3).Select(m => m.Code.Value).ToArray();
            var confirmed = await database.Read<Row>(Select, new { known }, cancel);
            List<Example> examples =
                [.. CatalogueWords.Of(lists), .. confirmed.Select(r => new Example(r.Text, r.Matter))];
            if (examples.Count < MinExamples || examples.DistinctBy(e => e.Label).Take(2).Count() < 2)
                return;

            var (model, trials) = await LowPriority.Run(() => TextTraining.Try(examples), cancel);
            made = await Keep(model, trials, confirmed, examples.Count, why, account, name, cancel);
        }, cancel);
        if (made is { } version)
        {
            log.LogInformation("Matter model {Version} is trained.", version);
            await current.Refresh(cancel);
        }
        return made;
    }

    async Task<int> Keep(
        TextModel model, IReadOnlyList<Trial> trials, List<Row> confirmed, int examples, string why, string account,
        string name, CancellationToken cancel)
    {
        var version = 0;
        await database.Do(async work =>
        {
            // The director may put another model into use at this moment, and one model is active.
            await work.Execute("lock table matter_model in share row exclusive mode", null);
            var before = await work.Find<Active>(Used, new { ModelBytes.Mark });
            var (active, reason) = Promotion.Of(model.HeldOut, before?.Quality, Since(before, confirmed, trials));
            if (active)
                await work.Execute("update matter_model set active = false where active", null);
            version = (await work.Find<Version>(Insert, new
            {
                bytes = ModelBytes.Write(model), labels = model.Labels.Count, examples,
                confirmed = confirmed.Count, quality = Json(model.HeldOut), model.Threshold,
                confusions = Json(Confusion.Of(trials)), reasons = Json(new[] { reason }), work.Now, account, name, why,
                active,
            }))!.Number;
        }, cancel);
        return version;
    }

    sealed record Version(int Number);

    // The trials of the confirmed cases come last, as the cases do among the examples.
    static List<(Trial New, Trial Used)> Since(Active? used, List<Row> confirmed, IReadOnlyList<Trial> trials)
    {
        if (used is null)
            return [];
        var model = ModelBytes.Read(used.Bytes);
        return
        [
            .. confirmed.Zip(trials.TakeLast(confirmed.Count)).Where(c => c.First.At > used.TrainedAt)
                .Select(c => (c.Second, Trial.Of(c.First.Matter, model.Suggest(c.First.Text)))),
        ];
    }

    static string Json<T>(T value) => JsonSerializer.Serialize(value, ContractJson.Options);

    const string Used =
        "select quality, trained_at, bytes from matter_model where active and substring(bytes from 1 for 4) = @Mark";

    // At most 200 of each matter, the newest, so that frequent matters do not crowd out the rest.
    const string Select = """
        select text, matter, at
        from (
            select text, matter, at
            from (
                select text, matter, at, row_number() over (partition by matter order by at desc) as nth
                from matter_example where matter = any(@known)) e
            where nth <= 200
            order by at desc, text
            limit 20000) newest
        order by at, text
        """;

    const string Insert = """
        insert into matter_model (version, bytes, labels, examples, confirmed, quality, threshold, confusions, reasons,
            trained_at, by_account, by_name, why, active, activated_at)
        select coalesce(max(version), 0) + 1, @bytes, @labels, @examples, @confirmed, @quality::jsonb, @Threshold,
            @confusions::jsonb, @reasons::jsonb, @Now, @account, @name, @why, @active, case when @active then @Now end
        from matter_model
        returning version as number
        """;
}
