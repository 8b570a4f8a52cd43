namespace Dispatch.Tests.Service.Kit;

/// <summary>The smallest service there is, for the tests of one class.</summary>
public sealed class KitFixture : IAsyncLifetime
{
    public ServiceInstance Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await ServiceInstance.Start("test");

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Broker.DeleteQueues("test");
    }
}

/// <summary>A test on the smallest service there is, so that the Kit is tested by itself.</summary>
public abstract class KitTest : IAsyncLifetime
{
    static readonly ActedBy Someone = new(new("operator-1"), "话务员一", new("620422-hotline"));

    protected ServiceInstance Service { get; private set; } = null!;

    protected Broker Bus { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Service = await ServiceInstance.Start("test");
        Bus = await Broker.Open();
    }

    public virtual async Task DisposeAsync()
    {
        await Bus.DisposeAsync();
        await Service.DisposeAsync();
        // A queue that was made anew and whose broker was killed then may be left without a leader: what is published
        // to it is never confirmed, which is not the next test's business.
        await Broker.DeleteQueues("test");
    }

    protected static EventHead Head(int version = 1, CaseId? @case = null) => new(
        EventId.New(), version, @case ?? CaseId.New(), CaseNumber.New(DateTimeOffset.UnixEpoch),
        DateTimeOffset.UnixEpoch, Someone, null);

    protected static CaseRegistered Registered(string text = "井盖丢失", EventHead? head = null) => new(
        head ?? Head(), Channel.Phone, CaseKind.Request, Urgency.Normal, text,
        new(new("620422"), null, null, null), null, DateTimeOffset.UnixEpoch, []);

    protected Task<List<Guid>> Applied(string queue) =>
        Service.Database.Read<Guid>("select event from applied where queue = @queue order by place", new { queue });

    protected async Task<int> CountApplied(string queue) => (await Applied(queue)).Count;

    protected string Log() => Service.Log;
}
