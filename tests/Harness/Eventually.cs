using System.Diagnostics;

namespace Dispatch.Tests.Harness;

/// <summary>Asks again and again until the answer is right: tests never wait for a fixed time.</summary>
public static class Eventually
{
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>The first answer that satisfies; fails with the last one when the time is over.</summary>
    public static async Task<T> Get<T>(
        Func<Task<T>> ask, Func<T, bool> satisfies, string what, TimeSpan? within = null, Func<string>? evidence = null)
    {
        var clock = Stopwatch.StartNew();
        for (var pause = 5; ; pause = Math.Min(pause * 2, 200))
        {
            object? last;
            try
            {
                var answer = await ask();
                if (satisfies(answer))
                    return answer;
                last = answer;
            }
            catch (Exception problem) when (Passes(problem))
            {
                // Not there yet: a server or process that is being started fails in these ways.
                last = problem.Message;
            }
            if (clock.Elapsed > (within ?? Usual))
                throw new TimeoutException(
                    $"Not within {within ?? Usual}: {what}. Last: {Show(last)}\n{evidence?.Invoke()}");
            await Task.Delay(pause);
        }
    }

    public static Task Be(
        Func<Task<bool>> holds, string what, TimeSpan? within = null, Func<string>? evidence = null) =>
        Get(holds, held => held, what, within, evidence);

    public static Task Equal<T>(
        T expected, Func<Task<T>> ask, string what, TimeSpan? within = null, Func<string>? evidence = null) =>
        Get(ask, answer =>
            EqualityComparer<T>.Default.Equals(answer, expected), $"{what} is {expected}", within, evidence);

    static bool Passes(Exception problem) => problem
        is HttpRequestException or Npgsql.NpgsqlException or IOException or TaskCanceledException
        or RabbitMQ.Client.Exceptions.BrokerUnreachableException or RabbitMQ.Client.Exceptions.AlreadyClosedException;

    static string Show(object? last) => last switch
    {
        null => "nothing",
        string text => text,
        System.Collections.IEnumerable many => string.Join("; ", many.Cast<object?>().Take(20)),
        _ => last.ToString() ?? "",
    };
}
