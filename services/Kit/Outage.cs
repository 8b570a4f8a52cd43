using System.Net.Sockets;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>Tells an outage, which passes by itself, from a bug or a poisoned message, which does not.</summary>
public static class Outage
{
    public static bool Is(Exception exception) => exception switch
    {
        // 57P01–57P03: shutting down, crashed, starting up. 53300: too many connections for the moment.
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "53300"
            || postgres.IsTransient,
        NpgsqlException => true,
        SocketException or TimeoutException or EndOfStreamException => true,
        RabbitMQ.Client.Exceptions.BrokerUnreachableException or RabbitMQ.Client.Exceptions.AlreadyClosedException =>
            true,
        HttpRequestException => true,
        _ => exception.InnerException is { } inner && Is(inner),
    };
}

/// <summary>
/// An event came before one that it builds on. The message waits and is tried again until the earlier one has been
/// applied; it never goes to the error queue for this.
/// </summary>
public sealed class TooEarlyException(string why) : Exception(why);
