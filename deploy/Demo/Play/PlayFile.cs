using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dispatch.Demo.Play;

/// <summary>
/// Registers the texts of a file at a steady rate, whether or not the platform keeps up, and follows each to its owner.
/// </summary>
public static class PlayFile
{
    /// <summary>The longest text that the platform takes.</summary>
    const int Longest = 8_000;

    /// <summary>A refusal, or why no answer came.</summary>
    sealed record Refused(string Code, string Detail);

    public static async Task<int> Run(Api api, Options options, string file)
    {
        var rows = Csv.Read(file);
        if (rows.Count == 0 || !rows[0].ContainsKey("text"))
        {
            var columns = string.Join(", ", rows.SelectMany(r => r.Keys).Distinct());
            throw new MistakeException($"{file} needs a column named 'text' and at least one row; it has: {columns}.");
        }
        var count = options.Count ?? rows.Count;
        if (count > rows.Count)
            Console.WriteLine(
                $"note: the file has {rows.Count} rows; they are sent again from the start until {count} are reached");

        var people = People.Read(api, options.State);
        var accounts = people.All.Where(p => p.Role == Roles.Operator && p.Password is not null);
        var operators = await Task.WhenAll(accounts.Select(p => people.Seat(p.Account)));
        if (operators.Length == 0)
            throw new MistakeException("There is no operator among the accounts; load the sample first.");
        var follow = new Follow(await people.Any(Roles.Director));
        await follow.Start();

        var (registered, refused, cut) = (new ConcurrentBag<Sent>(), new ConcurrentBag<Refused>(), 0);
        var calls = new List<Task>(count);
        var began = api.Clock.GetUtcNow();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            // Open loop: each is sent when its time has come, whether or not the last one has been answered.
            if (TimeSpan.FromSeconds(i / options.Rate) - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early);
            var text = rows[i % rows.Count]["text"];
            if (text.Length > Longest)
            {
                cut++;
                text = Cut(text);
            }
            calls.Add(Register(operators[i % operators.Length], text, clock, registered, refused));
            if ((i + 1) % Math.Max(1, count / 10) == 0)
            {
                var so = $"{registered.Count} registered, {refused.Count} refused";
                Console.WriteLine($"[{clock.Elapsed.TotalSeconds,5:0.0}s] {i + 1} of {count} sent, {so}");
            }
        }
        await Task.WhenAll(calls);
        var sending = clock.Elapsed;

        var became = await follow.Account(registered, began);
        return Report.Print(new(
            count, cut, sending, [.. registered], [.. refused.Select(r => (r.Code, r.Detail))], became,
            await follow.Books()));
    }

    static async Task Register(
        Seat seat, string text, Stopwatch clock, ConcurrentBag<Sent> registered, ConcurrentBag<Refused> refused)
    {
        var began = clock.Elapsed;
        try
        {
            var answer = await seat.Post<Registered>("/api/intake/cases", new
            {
                channel = "phone", text, petitioner = new { }, place = new { },
            }, Guid.NewGuid().ToString());
            registered.Add(new(answer.Number, seat.Api.Clock.GetUtcNow(), clock.Elapsed - began));
        }
        catch (RefusedException no)
        {
            refused.Add(new(no.Code, no.Detail));
        }
        catch (Exception problem) when (problem is TimeoutException or HttpRequestException or IOException)
        {
            refused.Add(new("no_answer", problem.Message));
        }
    }

    // Never cut a surrogate pair in two.
    static string Cut(string text) => text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
}

/// <summary>A case that was answered with 201.</summary>
/// <param name="At">When the answer came.</param>
/// <param name="Took">From sending to the answer.</param>
public sealed record Sent(CaseNumber Number, DateTimeOffset At, TimeSpan Took);
