using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Harness;

public static class Ports
{
    const int First = 22_000, Last = 32_000;

    // From a random port upwards: several runs look for ports at the same time, and each must give a port away only
    // once, even while the program that gets it does not listen yet.
    static int next = Random.Shared.Next(First, Last);

    /// <summary>
    /// A port that nobody listens on, below 32768: above it the system hands out ports at random for
    /// outgoing connections.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) - First) % (Last - First);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try the next.
            }
        }
    }
}
