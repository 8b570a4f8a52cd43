using System.Text.Json;
using Npgsql;

namespace Dispatch.Benchmarks.Bare;

/// <summary>
/// Registered → one clock; dispatched → three more, and the event that tells of them: inbox, clocks and event in one
/// statement.
/// </summary>
sealed class BareEscalation : IAsyncDisposable
{
    public static readonly string[] Schema =
    [
        BareIntake.Outbox,
        """
        create table clock (id uuid primary key, case_id uuid not null, kind text not null,
            started_at timestamptz not null, due timestamptz not null);
        create index clock_case on clock (case_id);
        """,
    ];

    public static async Task<BareEscalation> Start(NpgsqlDataSource source, BareRelay relay, BareBroker broker)
    {
        await broker.Consume("bare.escalation", [BareBroker.Registered, BareBroker.Dispatched], async batch =>
        {
            var events = batch.Select(m => Decide(m)).ToList();
            var clocks = events.SelectMany(e => e.New.Select(clock => (e.Message, e.Event.Head.CaseId, Clock: clock)))
                .ToList();
            var told = events.Where(e => e.New.Count > 1).ToList();
            await BareSql.Run(source, Insert, to =>
            {
                to.Uuids(batch.Select(m => m.Id));
                to.Uuids(clocks.Select(c => c.Message));
                to.Uuids(clocks.Select(c => c.Clock.Id.Value));
                to.Uuids(clocks.Select(c => c.CaseId.Value));
                to.Texts(clocks.Select(c => c.Clock.Kind.ToString()));
                to.Times(clocks.Select(c => c.Clock.StartedAt));
                to.Times(clocks.Select(c => c.Clock.Due));
                to.Uuids(told.Select(e => e.Message));
                to.Uuids(told.Select(e => e.Event.Head.Id.Value));
                to.Bytes(told.Select(e => BareSql.Body(e.Event)));
            });
            if (told.Count > 0)
                relay.Wake();
        });
        return new();
    }

    sealed record Decided(Guid Message, ClocksStarted Event, IReadOnlyList<StartedClock> New);

    static Decided Decide(BareBroker.Message message)
    {
        var head = JsonSerializer.Deserialize<BareSql.Any>(message.Body, ContractJson.Options)!.Head;
        ClockKind[] kinds = message.Exchange == BareBroker.Registered ? [ClockKind.Citizen]
            : [ClockKind.Claim, ClockKind.FirstContact, ClockKind.Reply];
        var clocks = kinds.Select(kind => new StartedClock(
            ClockId.New(), kind, TicketId.New(), new("620422-heating"), head.OccurredAt, head.OccurredAt.AddDays(5),
            "5个工作日")).ToList();
        return new(message.Id, new(head with { Id = EventId.New() }, clocks,
            [.. clocks.Select(_ => new Reason("term_in_force", "办结5个工作日（参照山东、济南、安阳12345规定）。"))]), clocks);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    const string Insert = """
        with fresh as (
            insert into inbox select * from unnest($1::uuid[]) on conflict do nothing returning message_id
        ), clocks as (
            insert into clock select n.id, n.case_id, n.kind, n.started, n.due
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[])
                as n (message_id, id, case_id, kind, started, due) join fresh using (message_id)
        )
        insert into outbox (message_id, exchange, body)
        select n.published, 'bare.started', n.body
        from unnest($8::uuid[], $9::uuid[], $10::bytea[]) as n (message_id, published,
            body) join fresh using (message_id)
        """;
}
