using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;

namespace Dispatch.Benchmarks;

/// <summary>Processor time of a process and all it has started, read from <c>/proc</c>; Linux only.</summary>
sealed class Cpu(IReadOnlyDictionary<string, int> processes)
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    const double TicksPerSecond = 100;

    readonly Dictionary<string, double> start = Seconds(processes);
    readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>The given processes, and the servers, whose processes are found by the port they listen on.</summary>
    public static Cpu Watch(IReadOnlyDictionary<string, int> processes) =>
        new(new Dictionary<string, int>(processes, StringComparer.Ordinal)
        {
            ["load"] = Environment.ProcessId,
            ["postgres"] = Listener(new Npgsql.NpgsqlConnectionStringBuilder(Servers.Postgres).Port),
            ["rabbitmq"] = Listener(Servers.RabbitMq.Port),
        });

    /// <summary>Microseconds a case for each process, the biggest share, and how full the processors were.</summary>
    public object PerCase(int cases)
    {
        var took = clock.Elapsed.TotalSeconds;
        var now = Seconds(processes);
        var micros = processes.Keys.ToDictionary(name => name, name =>
            ((now[name] - start[name]) * 1_000_000 / cases).Round(), StringComparer.Ordinal);
        var used = now.Values.Sum() - start.Values.Sum();
        var biggest = micros.MaxBy(pair => pair.Value);
        return new
        {
            microsecondsPerCase = micros,
            total = micros.Values.Sum().Round(),
            // With the whole machine for itself: what others took from a disturbed run does not count in it.
            possiblePerSecond = (Environment.ProcessorCount * 1_000_000 / micros.Values.Sum()).Round(),
            cores = Environment.ProcessorCount,
            coresUsed = (used / took).Round(),
            full = used / took > 0.9 * Environment.ProcessorCount,
            bottleneck = biggest.Key,
            bottleneckShare = (biggest.Value / micros.Values.Sum()).Round(),
        };
    }

    static Dictionary<string, double> Seconds(IReadOnlyDictionary<string, int> processes)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0).Select(Stat).OfType<(int Pid, int Parent, double Own, double Ended)>().ToList();
        var children = all.ToLookup(one => one.Parent);
        // The load has started the others: they are counted for themselves.
        var roots = processes.Values.ToHashSet();
        double Tree(int pid, bool root) => all.Where(one => one.Pid == pid)
            .Sum(one => one.Own + (root && pid == Environment.ProcessId ? 0 : one.Ended))
            + (pid == Environment.ProcessId ? 0 : children[pid].Where(child => !roots.Contains(child.Pid))
                .Sum(child => Tree(child.Pid, false)));
        return processes.ToDictionary(pair => pair.Key, pair => Tree(pair.Value, true), StringComparer.Ordinal);
    }

    /// <returns>Its own seconds, and those of its children that have ended.</returns>
    static (int Pid, int Parent, double Own, double Ended)? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            // The name stands in brackets and may hold anything.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double Ticks(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond;
            return (pid, int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(11) + Ticks(12),
                Ticks(13) + Ticks(14));
        }
        catch (IOException)
        {
            return null;
        }
    }

    static int Listener(int port)
    {
        var hex = port.ToString("X4", CultureInfo.InvariantCulture);
        var inode = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(columns => columns[1].EndsWith(":" + hex, StringComparison.Ordinal) && columns[3] == "0A")[9];
        foreach (var process in Directory.EnumerateDirectories("/proc")
            .Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                if (Directory.EnumerateFiles(process + "/fd")
                    .Any(fd => new FileInfo(fd).LinkTarget == $"socket:[{inode}]"))
                    return int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or is somebody else's.
            }
        }
        throw new NetworkInformationException();
    }
}
