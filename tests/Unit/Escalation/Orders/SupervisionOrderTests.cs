using Dispatch.Escalation.Orders.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Escalation.Orders;

public sealed class SupervisionOrderTests
{
    static readonly Actor Water = new(new("water-head"), "王五", Roles.Head, new("water"), new("620422")),
        Centre = new(new("centre-1"), "赵六", Roles.Director, new("centre"), new("620422")),
        Other = new(new("fire-head"), "孙七", Roles.Head, new("fire"), new("620422"));

    DateTimeOffset now = Calendars.China("2026-09-28 10:00");
    SupervisionOrder order = null!;
    readonly List<IOrderEvent> told = [];
    OrderDemand? sharper;

    AggregateHead Head(Actor? by = null) => new(
        EventId.New(), (order?.Version ?? 0) + 1, now.ToUniversalTime(), by?.ToActedBy() ?? ActedBy.System, null);

    static OrderDemand Demand(OrderForm form) => new(
        OrderId.New(), form, OrderOrigin.Person, "person/1", new("water"), "水务局", Urgency.Normal, "三日内修复主管道", "工单超期",
        null, [], [new("order_opened", "发出督办")]);

    void Open(OrderForm form = OrderForm.Notice, bool signs = false) => Take(SupervisionOrder.Open(
        Demand(form), "督办〔2026〕1号", new("centre"), new("620422"), signs, Calendars.InForce, Head(Centre)));

    void Take(OrderStep step) => (order, sharper, _) = (step.Order, step.Sharper, Add(step.Event));

    int Add(IOrderEvent what)
    {
        told.Add(what);
        return told.Count;
    }

    string? Do(Result<OrderStep> answer)
    {
        if (!answer.Accepted(out var step, out var refusal))
            return refusal.Code;
        Take(step);
        return null;
    }

    void Wait(TimeSpan time)
    {
        now += time;
        while (order.NextOverdue(Head()) is { } step)
            Take(step);
    }

    [Theory]
    [InlineData(OrderForm.Notice, false, OrderStatus.Issued)]
    [InlineData(OrderForm.Listed, false, OrderStatus.Issued)]
    [InlineData(OrderForm.Interview, false, OrderStatus.Drafted)]
    [InlineData(OrderForm.Circular, false, OrderStatus.Drafted)]
    [InlineData(OrderForm.Circular, true, OrderStatus.Issued)]
    public void An_interview_and_a_circular_wait_for_a_signature(OrderForm form, bool signs, OrderStatus status)
    {
        Open(form, signs);
        Assert.Equal(status, order.Status);
        Assert.Equal(status == OrderStatus.Issued ? new OrganisationId("water") : new("centre"), order.Accountable);
    }

    [Fact]
    public void A_draft_is_signed_or_let_be_once()
    {
        Open(OrderForm.Interview);
        Assert.Null(order.NextLookAt);
        Assert.Null(Do(order.Sign(true, "同意", Centre, Calendars.InForce, Head(Centre))));
        Assert.Equal(OrderStatus.Issued, order.Status);
        Assert.Equal("order_not_for_signature", Do(order.Sign(false, "不同意", Centre, Calendars.InForce, Head(Centre))));
    }

    [Fact]
    public void Taking_note_is_a_plan_with_a_date_and_the_time_runs_on()
    {
        Open();
        var due = order.Current(ClockKind.Order)!.Due;
        Assert.Equal("not_your_order", Do(order.Acknowledge("抢修", now.AddDays(1), Other, Head(Other))));
        Assert.Equal("plan_too_late", Do(order.Acknowledge("抢修", due.AddMinutes(1), Water, Head(Water))));
        Assert.Null(Do(order.Acknowledge("连夜抢修", now.AddDays(1), Water, Head(Water))));
        Assert.True(order.Current(ClockKind.Order)!.Runs);
        Assert.Equal("order_already_acknowledged", Do(order.Acknowledge("抢修", now.AddDays(1), Water, Head(Water))));
    }

    [Fact]
    public void An_answer_that_is_sent_back_leaves_the_old_time_running()
    {
        Open();
        var due = order.Current(ClockKind.Order)!.Due;
        Assert.Null(Do(order.Reply("管道已修复，恢复供水。", Water, Calendars.InForce, Head(Water))));
        Assert.Equal(new OrganisationId("centre"), order.Accountable);
        Assert.Equal("gaps_missing", Do(order.Review(false, null, Centre, Head(Centre))));
        Assert.Null(Do(order.Review(false, "缺现场照片", Centre, Head(Centre))));
        Assert.Equal((OrderStatus.SentBack, due, true),
            (order.Status, order.Current(ClockKind.Order)!.Due, order.Current(ClockKind.Order)!.Runs));
        Assert.Null(Do(order.Reply("补充现场照片三张。", Water, Calendars.InForce, Head(Water))));
        Assert.Null(Do(order.Review(true, null, Centre, Head(Centre))));
        Assert.Equal(OrderStatus.Ended, order.Status);
        Assert.Null(order.NextLookAt);
    }

    [Fact]
    public void More_time_is_asked_once_and_before_the_time_is_over()
    {
        Open();
        var due = order.Current(ClockKind.Order)!.Due;
        Assert.Equal("prolongation_not_later", Do(order.AskProlongation(due, "配件在途", Water, Head(Water))));
        Assert.Null(Do(order.AskProlongation(due.AddDays(2), "配件在途", Water, Head(Water))));
        Assert.Equal("prolongation_used", Do(order.AskProlongation(due.AddDays(3), "再次", Water, Head(Water))));
        Assert.Null(Do(order.RuleProlongation(true, "情况属实", Centre, Head(Centre))));
        Assert.Equal(due.AddDays(2), order.Current(ClockKind.Order)!.Due);
        Assert.Equal("no_prolongation_waits", Do(order.RuleProlongation(true, "重复", Centre, Head(Centre))));
    }

    [Fact]
    public void An_order_that_is_not_obeyed_climbs_to_the_next_form_once()
    {
        Open();
        Wait(TimeSpan.FromDays(30));
        Assert.Equal(OrderStatus.Climbed, order.Status);
        Assert.Contains(told, e => e is OrderTermMissed { Clock: ClockKind.Acknowledgement });
        Assert.Equal((OrderForm.Listed, $"order/{order.Id}/climb"), (sharper!.Form, sharper.Cause));
        var events = told.Count;
        Wait(TimeSpan.FromDays(30));
        Assert.Equal(events, told.Count);
    }

    [Fact]
    public void A_circular_is_the_last_and_climbs_no_further()
    {
        Open(OrderForm.Circular, signs: true);
        Wait(TimeSpan.FromDays(30));
        Assert.Equal(OrderStatus.Issued, order.Status);
        Assert.Null(sharper);
        Assert.Contains(told, e => e is OrderTermMissed { Clock: ClockKind.Order });
    }

    [Fact]
    public void Each_is_offered_what_his_side_may_do()
    {
        Open();
        Assert.Equal(["acknowledgement", "answer", "prolongation"], order.ActionsFor(Water, now).Select(a => a.Name));
        Assert.Equal(["ending"], order.ActionsFor(Centre, now).Select(a => a.Name));
        Assert.Empty(order.ActionsFor(Other, now));
    }
}
