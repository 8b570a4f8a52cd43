using System.Globalization;

namespace Dispatch.Benchmarks;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Set">
/// Environment of the platform's processes: <c>NAME=VALUE</c> for all, <c>routing:NAME=VALUE</c> for one.
/// </param>
sealed record Options(string Command, int Rounds, int Cases, int Connections, int Rows, bool Short, TimeSpan Limit,
    IReadOnlyList<string> Set)
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- <command> [options]
          all        everything below but volume, simulation, decide and classify
          limits     what PostgreSQL and RabbitMQ alone can do with the same rows and messages
          bare       the same hops on bare clients, without features
          pipeline   the five processes: saturation, steadiness, latency, processor time
          proxy      the gateway against the service itself
          volume     searches over many rows (--rows 10000, 1000000 or 10000000)
          simulation past cases decided again under a draft (--rows 100000)
          decide     decisions in a county of the largest size, through the routing process and alone
          classify   the suggestion of a matter, on messages from a file; "classify" alone lists its own options
        options
          --rounds N       rounds, whose median counts (1)
          --cases N        cases of a saturation round (20000)
          --connections N  of a saturation round (64)
          --rows N         of volume and simulation (10000)
          --short          saturation only, without the open-loop runs
          --set NAME=VALUE environment of the five processes, for trying a setting; routing:NAME=VALUE for one of them
          --limit MINUTES  ends the run after that (60; volume with 10000000 rows needs more)
        Starts private servers unless DISPATCH_POSTGRES and DISPATCH_RABBITMQ are set. One JSON line a result.
        """;

    static readonly string[] Commands =
        ["all", "limits", "bare", "pipeline", "proxy", "volume", "simulation", "decide"];

    public bool Wants(string command) =>
        Command == command || Command == "all" && command is not ("volume" or "simulation" or "decide");

    /// <returns>Null when it cannot be understood.</returns>
    public static Options? Read(string[] args)
    {
        if (args.Length == 0 || !Commands.Contains(args[0]))
            return null;
        var options = new Options(args[0], 1, 20_000, 64, 10_000, false, TimeSpan.FromMinutes(60), []);
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--short")
            {
                options = options with { Short = true };
                continue;
            }
            if (i + 1 == args.Length)
                return null;
            var value = args[++i];
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                && parsed > 0 ? parsed : (int?)null;
            switch (args[i - 1], number)
            {
                case ("--rounds", { } n): options = options with { Rounds = n }; break;
                case ("--cases", { } n): options = options with { Cases = n }; break;
                case ("--connections", { } n): options = options with { Connections = n }; break;
                case ("--rows", { } n): options = options with { Rows = n }; break;
                case ("--limit", { } n): options = options with { Limit = TimeSpan.FromMinutes(n) }; break;
                case ("--set", _) when value.Contains('=', StringComparison.Ordinal):
                    options =
                    options with { Set = [.. options.Set, value] }; break;
                default: return null;
            }
        }
        return options;
    }

    /// <summary>The environment that <c>--set</c> gives to this process.</summary>
    public Dictionary<string, string> EnvironmentOf(string process)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Set)
        {
            var (name, value) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)],
                pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || name[..colon] == process)
                environment[name[(colon + 1)..]] = value;
        }
        return environment;
    }
}
