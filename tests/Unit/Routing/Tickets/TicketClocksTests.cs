using Dispatch.Contracts;
using Dispatch.Routing.Tickets.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Tickets;

public sealed class TicketClocksTests
{
    static readonly TicketId Ticket = TicketId.New();
    static readonly DateTimeOffset Friday = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    static readonly EventHead Head = new(EventId.New(), 1, CaseId.New(), CaseNumber.New(Friday), Friday, ActedBy.System,
        null);

    static ClocksStarted Started(DateTimeOffset due, ClockKind kind = ClockKind.Reply, bool ofTicket = true) =>
        new(Head, [new(ClockId.New(), kind, ofTicket ? Ticket : null, null, Friday, due, "5个工作日")], []);

    static WarningRaised Warned(Colour colour, DateTimeOffset due) =>
        new(Head, WarningId.New(), ClockId.New(), ClockKind.Reply, Ticket, null, colour, due, []);

    static ClockState? Left(params ICaseEvent[] events)
    {
        var clocks = new TicketClocks();
        foreach (var what in events)
            clocks.Apply(what);
        return clocks.Of(Ticket, ClockKind.Reply);
    }

    [Fact]
    public void In_whatever_order_they_come_the_same_is_left()
    {
        ICaseEvent[] events =
        [
            Started(Friday), Warned(Colour.Yellow, Friday), Warned(Colour.Red, Friday), Started(Friday.AddDays(7)),
            Warned(Colour.Orange, Friday.AddDays(7)),
        ];
        var expected = new ClockState(Friday.AddDays(7), Colour.Orange);
        for (var turn = 0; turn < events.Length; turn++)
        {
            Assert.Equal(expected, Left([.. events.Skip(turn), .. events.Take(turn)]));
            Assert.Equal(expected, Left([.. events.Skip(turn).Reverse(), .. events, .. events.Take(turn)]));
        }
    }

    [Fact]
    public void A_colour_never_falls_while_its_clock_runs_and_a_new_clock_begins_without_one()
    {
        Assert.Equal(Colour.Red, Left(Started(Friday), Warned(Colour.Red, Friday),
            Warned(Colour.Yellow, Friday))?.Colour);
        Assert.Equal(Colour.None, Left(Warned(Colour.Red, Friday), Started(Friday.AddDays(7)))?.Colour);
    }

    [Fact]
    public void Clocks_of_the_case_or_of_another_kind_leave_the_ticket_alone()
    {
        Assert.Null(Left(Started(Friday, ClockKind.Citizen, ofTicket: false), Started(Friday, ClockKind.FirstContact)));
        Assert.Empty(TicketClocks.TicketsOf(Started(Friday, ClockKind.FirstContact)));
    }
}
