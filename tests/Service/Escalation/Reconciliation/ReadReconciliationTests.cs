using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Reconciliation;

[Collection("escalation")]
public sealed class ReadReconciliationTests(EscalationFixture fixture)
{
    [Fact]
    public async Task The_books_hold_every_open_case_with_a_running_clock_and_no_archived_one()
    {
        var (open, closed) = (Case(), Case());
        foreach (var one in new[] { open, closed })
        {
            await fixture.Broker.Publish(Registered(one));
            await fixture.Broker.Publish(Dispatched(one));
        }
        await fixture.Broker.Publish(Archived(closed));
        await Eventually.Be(
            async () => !await fixture.Service.Database.One<bool>(
                "select coalesce(bool_or(open), true) from timed_case where case_id = @id",
                new { id = closed.Id.Value }),
            "archived");
        using var director = fixture.Service.Client(Roles.Director, "620422-centre");
        Assert.Contains(open.Number.Value, (await Get(director, "/ledger/" + open.Id.ToString()[^2..])).GetRawText(),
            StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Number.Value,
            (await Get(director, "/ledger/" + closed.Id.ToString()[^2..])).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await fixture.Service.Database.One<long>("""
            select count(*) from timed_case p
            where running <> (select count(*) from clock c where c.case_id = p.case_id and c.stopped_at is null)
            """));
    }
}
