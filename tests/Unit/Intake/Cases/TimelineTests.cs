using System.Reflection;
using System.Runtime.CompilerServices;
using Dispatch.Contracts;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Tests.Unit.Intake.Cases;

public sealed class TimelineTests
{
    /// <summary>All but the registration, which is written into the timeline before there is an event.</summary>
    public static TheoryData<Type> Events => [.. typeof(ICaseEvent).Assembly.GetTypes()
        .Where(t => t.IsClass && t.IsAssignableTo(typeof(ICaseEvent)) && t != typeof(CaseRegistered))];

    [Theory, MemberData(nameof(Events))]
    public void Every_event_has_words_in_Chinese(Type what)
    {
        var entry = Timeline.Of((ICaseEvent)Make(what)!);
        Assert.Equal(char.ToLowerInvariant(what.Name[0]) + what.Name[1..], entry.What);
        Assert.Matches(@"[\u4e00-\u9fff]{2,}", entry.Title);
        Assert.DoesNotContain("{", entry.Text, StringComparison.Ordinal);
    }

    public static TheoryData<Type> Pressure => [.. PressureEvents.All];

    [Theory, MemberData(nameof(Pressure))]
    public void Every_step_of_a_whistle_or_an_order_has_words(Type what)
    {
        var entry = Timeline.Of((IPressureEvent)Make(what)!);
        Assert.Equal(char.ToLowerInvariant(what.Name[0]) + what.Name[1..], entry.What);
        Assert.Matches(@"[\u4e00-\u9fff]{2,}", entry.Title);
    }

    [Fact]
    public void A_dispatch_names_the_lead_those_assisting_and_the_matter()
    {
        var lead = new DispatchedTicket(TicketId.New(), new("620422-water"), "会宁县水务局", TicketRole.Lead);
        var assisting = new DispatchedTicket(TicketId.New(), new("620422100-gov"), "会师镇人民政府", TicketRole.Assisting);
        var entry = Timeline.Of(new CaseDispatched(
            Head, lead, [assisting], new("030204"), "供水中断", Urgency.Normal, CaseKind.Request,
            new(new("620422100"), null, null, null), 1, null, []));
        Assert.Equal(("派遣", "派遣至会宁县水务局主办，协办单位会师镇人民政府，事项：供水中断。"), (entry.Title, entry.Text));
    }

    static readonly EventHead Head = new(
        EventId.New(), 1, CaseId.New(), CaseNumber.New(DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch,
        ActedBy.System, null);

    // Any value will do: what is tested is that there are words at all.
    static object? Make(Type type) => type switch
    {
        _ when type == typeof(EventHead) => Head,
        _ when type == typeof(string) => "某某",
        _ when type == typeof(OrganisationId) => new OrganisationId("620422-water"),
        _ when Nullable.GetUnderlyingType(type) is { } inner => Make(inner),
        _ when type == typeof(IReadOnlyList<Reason>) => new Reason[] { new("why", "理由") },
        { IsInterface: true, IsGenericType: true } => Array.CreateInstance(type.GetGenericArguments()[0], 0),
        { IsValueType: true } => RuntimeHelpers.GetUninitializedObject(type),
        _ => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0] is var made
            ? made.Invoke([.. made.GetParameters().Select(p => Make(p.ParameterType))]) : null,
    };
}
