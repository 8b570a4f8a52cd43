using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks.Volume;

/// <summary>
/// The ids, numbers and times of the generated cases, the same in each service's database, with the sample and the
/// place each is made of. The wide rows are then made of it by set-based SQL.
/// </summary>
sealed class Skeleton
{
    static readonly TimeSpan Span = TimeSpan.FromDays(1_000);

    public Skeleton(int rows, DateTimeOffset now)
    {
        var end = now.AddHours(-1);
        (Ids, Numbers, At) = (new Guid[rows], new string[rows], new DateTimeOffset[rows]);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 0; n < rows; n++)
        {
            At[n] = end - Span + Span * ((double)n / rows);
            Ids[n] = Guid.CreateVersion7(At[n]);
            do
                Numbers[n] = CaseNumber.New(At[n]).Value;
            while (!taken.Add(Numbers[n]));
            if (taken.Count > rows / 100 && n > 0 && At[n].Day != At[n - 1].Day)
                taken.Clear();
        }
        Places = [.. Samples.Rows("jurisdictions.csv").Where(row => row["level"] is "village" or "grid")];
        // As the sample county's cases are spread: a few departments hold most.
        Organisations = [.. Samples.Rows("organisations.csv").Where(row => row["kind"] is "department" or "township")
            .Select(row => row["code"])];
    }

    public Guid[] Ids { get; }

    public string[] Numbers { get; }

    public DateTimeOffset[] At { get; }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Places { get; }

    public IReadOnlyList<string> Organisations { get; }

    /// <summary>Fills <c>bench_case</c>, <c>bench_sample</c> and <c>bench_place</c> in this database.</summary>
    public async Task Write(Db database, CancellationToken stop)
    {
        await database.Execute("""
            create unlogged table bench_case (n int, id uuid, number text, at timestamptz, sample int, place int,
                organisation text, age int);
            create unlogged table bench_sample (sample int, channel text, kind text, text text, matter text,
                words tsvector);
            create unlogged table bench_place (place int, code text, name text, words tsvector);
            """);
        await using var connection = await database.Open();
        await Copy(connection, "bench_sample (sample, channel, kind, text, matter)", Samples.Cases.Count, (writer, i) =>
        {
            var sample = Samples.Cases[i];
            writer.Write(i, NpgsqlDbType.Integer);
            foreach (var text in new[] { sample.Channel, sample.Kind, sample.Text,
                sample.Matter.Length > 0 ? sample.Matter : "020201" })
                writer.Write(text, NpgsqlDbType.Text);
        }, stop);
        await Copy(connection, "bench_place (place, code, name)", Places.Count, (writer, i) =>
        {
            writer.Write(i, NpgsqlDbType.Integer);
            writer.Write(Places[i]["code"], NpgsqlDbType.Text);
            writer.Write(Places[i]["name"], NpgsqlDbType.Text);
        }, stop);
        await database.Execute(
            "update bench_sample set words = n.words::tsvector from unnest(@samples, @words) as n (sample, "
            + "words) where bench_sample.sample = n.sample",
            new
            {
                samples = Enumerable.Range(0, Samples.Cases.Count).ToArray(),
                words = Samples.Cases.Select(c => Vector(c.Text)).ToArray()
            });
        await database.Execute(
            "update bench_place set words = n.words::tsvector from unnest(@places, @words) as n (place, words) "
            + "where bench_place.place = n.place",
            new
            {
                places = Enumerable.Range(0, Places.Count).ToArray(),
                words = Places.Select(p => Vector(p["name"])).ToArray()
            });
        await Copy(connection, "bench_case (n, id, number, at, sample, place, organisation, age)", Ids.Length,
            (writer, n) =>
        {
            writer.Write(n, NpgsqlDbType.Integer);
            writer.Write(Ids[n], NpgsqlDbType.Uuid);
            writer.Write(Numbers[n], NpgsqlDbType.Text);
            writer.Write(At[n], NpgsqlDbType.TimestampTz);
            writer.Write(n * 7 % Samples.Cases.Count, NpgsqlDbType.Integer);
            writer.Write((int)(n * 31L % Places.Count), NpgsqlDbType.Integer);
            writer.Write(Organisation(n), NpgsqlDbType.Text);
            writer.Write(Ids.Length - n, NpgsqlDbType.Integer);
        }, stop);
        await database.Execute("analyze bench_case; analyze bench_sample; analyze bench_place");
    }

    public string Organisation(int n) => Organisations[(int)(n * 17L % 97 * (n % 3 + 1L) % Organisations.Count)];

    static string Vector(string text) =>
        string.Join(' ', Intake.Search.Domain.SearchTerms.Of(text).Select(term => $"'{term}'"));

    static async Task Copy(NpgsqlConnection connection, string into, int rows, Action<NpgsqlBinaryImporter, int> write,
        CancellationToken stop)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)",
            stop);
        writer.Timeout = TimeSpan.FromHours(1);
        for (var i = 0; i < rows; i++)
        {
            await writer.StartRowAsync(stop);
            write(writer, i);
        }
        await writer.CompleteAsync(stop);
    }
}
