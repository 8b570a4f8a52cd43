using System.Collections.Concurrent;
using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Dispatch.Benchmarks.Pipeline;

/// <summary>
/// When each case was dispatched and when its clocks were started, seen from outside: a queue of its own beside the
/// services'. Both are committed before they are published.
/// </summary>
sealed class Arrivals : IAsyncDisposable
{
    const string Exchange = "Dispatch.Contracts:";

    readonly IConnection connection;

    Arrivals(IConnection connection) => this.connection = connection;

    public ConcurrentDictionary<string, long> Answered { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, long> Dispatched { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, long> Running { get; } = new(StringComparer.Ordinal);

    public static async Task<Arrivals> Listen(CancellationToken stop)
    {
        var connection = await new ConnectionFactory
        {
            Uri = Servers.RabbitMq,
            AutomaticRecoveryEnabled = false
        }.CreateConnectionAsync(stop);
        var arrivals = new Arrivals(connection);
        var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true,
            cancellationToken: stop);
        foreach (var type in new[] { nameof(CaseDispatched), nameof(CaseUndecided), nameof(ClocksStarted) })
        {
            await channel.ExchangeDeclareAsync(Exchange + type, ExchangeType.Fanout, durable: true,
                cancellationToken: stop);
            await channel.QueueBindAsync(queue.QueueName, Exchange + type, "", cancellationToken: stop);
        }
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            var when = Stopwatch.GetTimestamp();
            if (Wire.Find(message.Body.Span, "caseNumber") is { } number)
                (message.Exchange == Exchange + nameof(ClocksStarted) ? arrivals.Running : arrivals.Dispatched)
                    .TryAdd(number, when);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, stop);
        return arrivals;
    }

    public void Note(Wire.Answer answer)
    {
        var when = Stopwatch.GetTimestamp();
        if (answer.Member("number") is { } number)
            Answered.TryAdd(number, when);
    }

    /// <summary>Milliseconds from the answer to the arrival; 0 when it came before the answer was read.</summary>
    public IReadOnlyCollection<double> Since(ConcurrentDictionary<string, long> arrived) =>
        [.. Answered.Where(a => arrived.ContainsKey(a.Key))
            .Select(a => Math.Max(0, Stopwatch.GetElapsedTime(a.Value, arrived[a.Key]).TotalMilliseconds))];

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
