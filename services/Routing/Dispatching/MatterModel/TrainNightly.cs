using System.Threading.Channels;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>
/// Trains when somebody asks, once when a county has a catalogue and no model that can be read, and each night when
/// there is enough new to learn.
/// </summary>
public sealed class TrainNightly(Training training, Database database, TimeProvider clock, Sweeps sweeps)
    : Sweep(sweeps)
{
    /// <summary>Fewer new examples than these do not change what the model knows.</summary>
    const int Enough = 20;

    /// <summary>So many matters make a catalogue that is meant for work.</summary>
    const int Catalogue = 30;

    static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    readonly Channel<Asked> asked = System.Threading.Channels.Channel.CreateBounded<Asked>(1);
    volatile Asked? running;

    public sealed record Asked(string Why, string Account, string Name, DateTimeOffset At);

    sealed record State(int Models, int Readable, int Matters, int Fresh);

    /// <summary>What is being trained at this moment on this instance.</summary>
    public Asked? Running => running;

    /// <returns>False when a training is under way already.</returns>
    public bool Ask(string why, Actor actor)
    {
        if (running is not null
            || !asked.Writer.TryWrite(new(why, actor.Account.Value, actor.Name, clock.GetUtcNow())))
            return false;
        Wake();
        return true;
    }

    protected override TimeSpan BeforeFirst => Look;

    // A training is heavy: one that fails is not tried again each minute.
    protected override TimeSpan LongestBackOff => Look;

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        if (asked.Reader.TryPeek(out var one))
        {
            // Taken off at its end, so that nobody asks again meanwhile.
            try
            {
                await Train(one, cancel);
            }
            finally
            {
                asked.Reader.TryRead(out _);
            }
        }
        else if (await Due(cancel) is { } why)
            await Train(new(why, "system", "系统", clock.GetUtcNow()), cancel);
        return Look;
    }

    async Task Train(Asked one, CancellationToken cancel)
    {
        running = one;
        try
        {
            await training.Run(one.Why, one.Account, one.Name, cancel);
        }
        finally
        {
            running = null;
        }
    }

    async Task<string?> Due(CancellationToken cancel)
    {
        var state = (await database.ReadOne<State>(Select, new { ModelBytes.Mark }, cancel))!;
        if (state.Readable == 0)
        {
            return state.Matters < Catalogue ? null
                : state.Models == 0 ? "首次训练：依据事项清单的名称和关键词"
                : "原有模型为旧格式，重新训练：依据事项清单和已确认的诉求";
        }
        return clock.GetUtcNow().ToOffset(ChinaTime.Offset).Hour is >= 2 and < 5 && state.Fresh >= Enough
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
