using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Deadlines;

/// <summary>What watches over the terms of whistles and orders, seen at orders that climb.</summary>
[Collection("escalation")]
public sealed class WatchDeadlinesTests(EscalationFixture fixture) : IAsyncLifetime
{
    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    async Task<Guid> Open(string county)
    {
        var centre = fixture.Service.Client(Roles.Dispatcher, $"{county}-centre", county, $"{county}-dispatcher");
        using var answer = await centre.PostAsync("/orders", Json($$"""
            {"form":"notice","organisation":"{{county}}-water","demand":"三日内修复主管道","basis":"同一诉求三次重办"}
            """));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("id").GetGuid();
    }

    Task<int> Execute(string sql, object args) => fixture.Service.Database.Execute(sql, args);

    const string LetPass = """
        update supervision_order
        set deadlines = case jsonb_typeof(deadlines) when 'array' then (select jsonb_agg(d || jsonb_build_object(
                'due', (d ->> 'due')::timestamptz - interval '60 days')) from jsonb_array_elements(deadlines) d)
                else deadlines end,
            next_look_at = next_look_at - interval '60 days'
        where id = any(@ids)
        """;

    [Fact]
    public async Task One_that_cannot_be_read_holds_up_no_other_and_is_looked_at_again_later()
    {
        await using var heard = await Broker.Listen(typeof(OrderClimbed));
        var (broken, sound) = (await Open("620422"), await Open("620422"));
        await Execute("""
            update supervision_order set plan = deadlines, deadlines = '"damaged"' where id = @broken
            """, new { broken });
        // The broken one was opened first, and comes first.
        await Execute(LetPass, new { ids = new[] { broken, sound } });
        await heard.Next<OrderClimbed>(e => e.Order.Id.Value == sound, evidence: () => fixture.Service.Log);
        await Eventually.Equal(true, () => fixture.Service.Database.One<bool>(
            "select next_look_at > now() + interval '4 minutes' from supervision_order where id = @broken",
            new { broken }), "put back");
        Assert.Contains(broken.ToString(), fixture.Service.Log, StringComparison.Ordinal);

        await Execute("""
            update supervision_order set deadlines = plan::jsonb where id = @broken
            """, new { broken });
        await Execute(LetPass, new { ids = new[] { broken } });
        await heard.Next<OrderClimbed>(e => e.Order.Id.Value == broken, evidence: () => fixture.Service.Log);
    }

    [Fact]
    public async Task Two_instances_number_for_two_centres_and_neither_waits_for_the_other()
    {
        await using var heard = await Broker.Listen(typeof(OrderClimbed));
        await using var second = await ServiceInstance.Start(
            "escalation", fixture.Service.Database, keepQueues: true);
        var (one, other) = (await Open("620422"), await Open("620421"));
        await using var somebody = await fixture.Service.Database.Open();
        await using var numbering = await somebody.BeginTransactionAsync();
        await using (var hold = somebody.CreateCommand())
        {
            hold.CommandText = "update document_number set last = last where centre = '620422-centre'";
            await hold.ExecuteNonQueryAsync();
        }
        await Execute(LetPass, new { ids = new[] { one, other } });
        // Whoever took the first waits for its number; the other is done meanwhile.
        await heard.Next<OrderClimbed>(e => e.Order.Id.Value == other, evidence: () => fixture.Service.Log);
        Assert.DoesNotContain(heard.All<OrderClimbed>(), e => e.Order.Id.Value == one);
        await numbering.CommitAsync();
        await heard.Next<OrderClimbed>(e => e.Order.Id.Value == one, evidence: () => fixture.Service.Log);
        Assert.DoesNotContain("deadlock", fixture.Service.Log + second.Log, StringComparison.OrdinalIgnoreCase);
    }
}
