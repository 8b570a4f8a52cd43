using Dispatch.Intake.Cases;
using Dispatch.Intake.Search.Domain;

namespace Dispatch.Intake.Search;

/// <summary>Makes new cases findable by their words, a moment after they were registered.</summary>
/// <remarks>
/// Beside registration and not within it: the inverted index costs several times a registration, and a burst of calls
/// must not wait for it. Several instances may run: each takes rows that no other holds.
/// </remarks>
sealed class IndexTerms(Database database, CaseWriter writer, Sweeps sweeps) : Sweep(sweeps)
{
    const int Batch = 200;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var more = await IndexSome(cancel) == Batch;
        // In a burst the processor belongs to those who wait for an answer; the words catch up after it.
        return writer.Busy ? Pause * 4 : more ? Pause / 2 : Pause;
    }

    sealed record Row(CaseId Id, string Text, string? Address);

    async Task<int> IndexSome(CancellationToken cancel)
    {
        var count = 0;
        await database.Do(async work =>
        {
            var rows = await work.List<Row>(Telemetry.Quiet + Take, new { Batch });
            count = rows.Count;
            if (count > 0)
            {
                await work.Execute(Save, new
                {
                    ids = rows.Select(r => r.Id.Value).ToArray(),
                    words = rows.Select(r => string.Join(' ',
                        SearchTerms.Of(r.Text + "\n" + r.Address).Select(w => $"'{w}'"))).ToArray(),
                });
            }
        }, cancel);
        return count;
    }

    const string Take = """
        with taken as (
            delete from words_pending
            where case_id in (select case_id from words_pending limit @Batch for update skip locked)
            returning case_id
        )
        select c.id, c.text, c.address from taken join registered_case c on c.id = taken.case_id
        """;

    const string Save = """
        insert into case_words (case_id, words)
        select id, words::tsvector from unnest(@ids, @words) as n (id, words)
        on conflict do nothing
        """;
}
