using System.Threading.Channels;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>
/// Trains the matter model on request, when a county has a catalogue but no readable model, and at night when enough
/// new examples were kept.
/// </summary>
public sealed class TrainNightly(Training training, Database database, TimeProvider clock, Sweeps sweeps)
    : Sweep(sweeps)
{
    /// <summary>Fewer new examples than this hardly change a model.</summary>
    const int MinNewExamples = 20;

    /// <summary>A catalogue with fewer leaf matters is still being set up.</summary>
    const int MinMatters = 30;

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    readonly Channel<Asked> asked = System.Threading.Channels.Channel.CreateBounded<Asked>(1);
    volatile Asked? running;

    public sealed record Asked(string Why, string Account, string Name, DateTimeOffset At);

    sealed record State(int Models, int Readable, int Matters, int Fresh);

    /// <summary>The request that is being trained for on this instance; null when none is.</summary>
    public Asked? Running => running;

    /// <returns>False when a training is already requested or running on this instance.</returns>
    public bool Ask(string why, Actor actor)
    {
        if (running is not null
            || !asked.Writer.TryWrite(new(why, actor.Account.Value, actor.Name, clock.GetUtcNow())))
            return false;
        Wake();
        return true;
    }

    protected override TimeSpan BeforeFirst => Interval;

    // Training is expensive: after a failure it is not repeated every minute.
    protected override TimeSpan LongestBackOff => Interval;

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        if (asked.Reader.TryPeek(out var request))
        {
            // Removed only at the end, so that nobody can request another meanwhile.
            try
            {
                await Train(request, cancel);
            }
            finally
            {
                asked.Reader.TryRead(out _);
            }
        }
        else if (await Due(cancel) is { } why)
            await Train(new(why, "system", "系统", clock.GetUtcNow()), cancel);
        return Interval;
    }

    async Task Train(Asked request, CancellationToken cancel)
    {
        running = request;
        try
        {
            await training.Run(request.Why, request.Account, request.Name, cancel);
        }
        finally
        {
            running = null;
        }
    }

    /// <returns>Why a training is due; null when none is.</returns>
    async Task<string?> Due(CancellationToken cancel)
    {
        var state = (await database.ReadOne<State>(Select, new { ModelBytes.Mark }, cancel))!;
        if (state.Readable == 0)
        {
            return state.Matters < MinMatters ? null
                : state.Models == 0 ? "首次训练：依据事项清单的名称和关键词"
                : "原有模型为旧格式，重新训练：依据事项清单和已确认的诉求";
        }
        return clock.GetUtcNow().ToOffset(ChinaTime.Offset).Hour is >= 2 and < 5 && state.Fresh >= MinNewExamples
            ? $"每夜训练：新增{state.Fresh}件已确认的诉求" : null;
    }

    const string Select = Telemetry.Quiet + """
        select (select count(*)::int from matter_model) as models,
            (select count(*)::int from matter_model where substring(bytes from 1 for 4) = @Mark) as readable,
            (select count(*)::int from matter where level = 3
                and version = (select max(version) from catalogue_version
                    where list = 'matters' and effective_from <= now())) as matters,
            (select count(*)::int from matter_example
                where at > (select coalesce(max(trained_at), '-infinity') from matter_model)) as fresh
        """;
}
