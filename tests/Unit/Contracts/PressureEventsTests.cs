namespace Dispatch.Tests.Unit.Contracts;

public sealed class PressureEventsTests
{
    [Fact]
    public void The_list_holds_every_event_of_whistles_and_orders_once() => Assert.Equal(
        typeof(IPressureEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IPressureEvent)))
            .Select(t => t.Name).Order(StringComparer.Ordinal),
        PressureEvents.All.Select(t => t.Name).Order(StringComparer.Ordinal));
}
