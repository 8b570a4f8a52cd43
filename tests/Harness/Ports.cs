using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Harness;

public static class Ports
{
    /// <summary>A port that nobody listens on, below 32768: above it the system hands out ports at random for outgoing
    /// connections.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(22_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
