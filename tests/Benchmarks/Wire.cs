using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.Benchmarks;

/// <summary>
/// One kept HTTP/1.1 connection that sends prepared bytes. The load runs on the same processors as what it measures,
/// and costs a quarter of what <c>HttpClient</c> would.
/// </summary>
sealed class Wire : IDisposable
{
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    byte[] buffer = new byte[16 * 1024];

    Wire()
    {
    }

    /// <param name="Body">
    /// As it came, with the chunks' sizes if it came in chunks; valid until the next request.
    /// </param>
    public readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body)
    {
        public string Text => Encoding.UTF8.GetString(Body.Span);

        /// <summary>The text value of a JSON member, found without parsing the rest.</summary>
        public string? Member(string name) => Find(Body.Span, name);
    }

    public static async Task<Wire> Open(Uri address, CancellationToken stop)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port, stop);
        return wire;
    }

    public static byte[] Get(string path, string? token) =>
        Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: dispatch\r\n{Bearer(token)}\r\n");

    public static byte[] Post(string path, string? token, byte[] json) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: dispatch\r\n{Bearer(token)}Content-Type: application/json\r\n"
            + $"Content-Length: {json.Length}\r\n\r\n")),
        .. json,
    ];

    public static string? Find(ReadOnlySpan<byte> json, string name)
    {
        var start = json.IndexOf(Encoding.UTF8.GetBytes($"\"{name}\":\""));
        if (start < 0)
            return null;
        var value = json[(start + name.Length + 4)..];
        return Encoding.UTF8.GetString(value[..value.IndexOf((byte)'"')]);
    }

    public async ValueTask<Answer> Send(byte[] request, CancellationToken stop)
    {
        await socket.SendAsync(request, stop);
        for (int filled = 0, body = -1; ;)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), stop);
            if (read == 0)
                throw new IOException("The connection was closed.");
            filled += read;
            if (body < 0)
            {
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                body = end < 0 ? -1 : end + 4;
            }
            if (body >= 0 && Whole(buffer.AsSpan(0, body), buffer.AsSpan(body, filled - body)))
                return new(Status(buffer), buffer.AsMemory(body, filled - body));
        }
    }

    public void Dispose() => socket.Dispose();

    static string Bearer(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";

    static int Status(ReadOnlySpan<byte> head) => Utf8Parser.TryParse(head[9..12], out int status, out _) ? status : 0;

    static bool Whole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var length = head.IndexOf("Content-Length: "u8);
        if (length >= 0)
            return Utf8Parser.TryParse(head[(length + 16)..], out int bytes, out _) && body.Length >= bytes;
        return head.IndexOf("chunked"u8) < 0 || body.EndsWith("0\r\n\r\n"u8);
    }
}
