using Dispatch.Escalation.Warnings.Domain;

namespace Dispatch.Tests.Unit.Escalation.Warnings;

public sealed class RaisedWarningTests
{
    static readonly AccountId Head = new("head"), Director = new("director");
    static readonly DateTimeOffset Now = Calendars.China("2026-09-28 10:00");

    readonly RaisedWarning raised = new(WarningId.New(), Colour.Red, null);

    [Fact]
    public void A_warning_is_acknowledged_once_and_what_was_said_first_stands()
    {
        Assert.True(raised.Acknowledge(Head, "马上处理", Now).Accepted(out var acknowledged, out _));
        Assert.Equal((Now, Head, "马上处理"),
            (acknowledged.AcknowledgedAt!.Value, acknowledged.AcknowledgedBy!.Value, acknowledged.Note));
        Assert.False(acknowledged.Acknowledge(Director, "再看", Now.AddMinutes(1)).Accepted(out _, out var refusal));
        Assert.Equal("warning_already_acknowledged", refusal.Code);
    }

    [Fact]
    public void Its_action_is_refused_exactly_when_the_acknowledgement_would_be()
    {
        Assert.Null(Assert.Single(raised.Actions).Refusal);
        Assert.True(raised.Acknowledge(Head, "马上处理", Now).Accepted(out var acknowledged, out _));
        Assert.Equal("warning_already_acknowledged", Assert.Single(acknowledged.Actions).Refusal!.Code);
    }
}
