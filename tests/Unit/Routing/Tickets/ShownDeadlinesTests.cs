using Dispatch.Contracts;
using Dispatch.Routing.Tickets.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Tickets;

public sealed class ShownDeadlinesTests
{
    static readonly TicketId Ticket = TicketId.New();
    static readonly DateTimeOffset Friday = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    static EventHead Head(int version) =>
        new(EventId.New(), version, CaseId.New(), CaseNumber.New(Friday), Friday, ActedBy.System, null);

    static ClocksStarted Started(
        DateTimeOffset due, int version = 1, ClockKind kind = ClockKind.Reply, bool ofTicket = true) =>
        new(Head(version), [new(ClockId.New(), kind, ofTicket ? Ticket : null, null, Friday, due, "5个工作日")], []);

    static WarningRaised Warned(Colour colour, DateTimeOffset due, int version) =>
        new(Head(version), WarningId.New(), ClockId.New(), ClockKind.Reply, Ticket, null, colour, due, []);

    static ClockState? Left(params ICaseEvent[] events)
    {
        var clocks = new ShownDeadlines();
        foreach (var what in events)
            clocks.Apply(what);
        return clocks.Of(Ticket, ClockKind.Reply);
    }

    [Fact]
    public void In_whatever_order_they_come_the_same_is_left()
    {
        ICaseEvent[] events =
        [
            Started(Friday, 1), Warned(Colour.Yellow, Friday, 2), Warned(Colour.Red, Friday, 3),
            Started(Friday.AddDays(7), 4), Warned(Colour.Orange, Friday.AddDays(7), 5),
        ];
        var expected = new ClockState(Friday.AddDays(7), Colour.Orange, 5);
        for (var turn = 0; turn < events.Length; turn++)
        {
            Assert.Equal(expected, Left([.. events.Skip(turn), .. events.Take(turn)]));
            Assert.Equal(expected, Left([.. events.Skip(turn).Reverse(), .. events, .. events.Take(turn)]));
        }
    }

    [Fact]
    public void A_colour_never_falls_while_its_clock_runs_and_a_new_clock_begins_without_one()
    {
        Assert.Equal(Colour.Red, Left(Started(Friday, 1), Warned(Colour.Red, Friday, 3),
            Warned(Colour.Yellow, Friday, 2))?.Colour);
        Assert.Equal(Colour.None, Left(Warned(Colour.Red, Friday, 2), Started(Friday.AddDays(7), 3))?.Colour);
    }

    [Fact]
    public void A_later_term_that_is_due_earlier_is_the_one_that_is_shown() =>
        Assert.Equal(Friday.AddDays(-1), Left(Started(Friday.AddDays(7), 1), Started(Friday.AddDays(-1), 2))?.Due);

    [Fact]
    public void Clocks_of_the_case_or_of_another_kind_leave_the_ticket_alone()
    {
        Assert.Null(Left(Started(Friday, 1, ClockKind.Citizen, ofTicket: false),
            Started(Friday, 2, ClockKind.FirstContact)));
        Assert.Empty(ShownDeadlines.TicketsOf(Started(Friday, 1, ClockKind.FirstContact)));
    }
}
