using System.Text.Json;
using Npgsql;

namespace Dispatch.Benchmarks.Bare;

/// <summary>Registered → inbox, ticket and event in one statement; started clocks → the ticket's due time.</summary>
sealed class BareRouting : IAsyncDisposable
{
    public static readonly string[] Schema =
    [
        BareIntake.Outbox,
        """
        create table ticket (id uuid primary key, case_id uuid not null, organisation text not null,
            status text not null,
            dispatched_at timestamptz not null, reply_due timestamptz) with (fillfactor = 90);
        create index ticket_case on ticket (case_id);
        """,
    ];

    static readonly DispatchedTicket Assisting =
        new(TicketId.New(), new("620422-housing"), "会宁县住房和城乡建设局", TicketRole.Assisting);

    public static async Task<BareRouting> Start(NpgsqlDataSource source, BareRelay relay, BareBroker broker)
    {
        await broker.Consume("bare.routing.route", [BareBroker.Registered], async batch =>
        {
            var events = batch.Select(m => Decide(
                JsonSerializer.Deserialize<CaseRegistered>(m.Body, ContractJson.Options)!)).ToList();
            await BareSql.Run(source, Route, to =>
            {
                to.Uuids(batch.Select(m => m.Id));
                to.Uuids(events.Select(e => e.Lead.Id.Value));
                to.Uuids(events.Select(e => e.Head.CaseId.Value));
                to.Texts(events.Select(e => e.Lead.Organisation.Value));
                to.Times(events.Select(e => e.Head.OccurredAt));
                to.Uuids(events.Select(e => e.Head.Id.Value));
                to.Bytes(events.Select(BareSql.Body));
            });
            relay.Wake();
        });
        await broker.Consume("bare.routing.clocks", [BareBroker.Started], batch => BareSql.Run(source, Follow, to =>
        {
            var events = batch.Select(m => JsonSerializer.Deserialize<ClocksStarted>(m.Body, ContractJson.Options)!)
                .ToList();
            to.Uuids(batch.Select(m => m.Id));
            to.Uuids(events.Select(e => e.Head.CaseId.Value));
            to.Times(events.Select(e => e.Clocks[^1].Due));
        }));
        return new();
    }

    static CaseDispatched Decide(CaseRegistered one) => new(
        one.Head with { Id = EventId.New(), By = ActedBy.System },
        new(TicketId.New(), new("620422-heating"), "会宁县供热公司", TicketRole.Lead), [Assisting],
        one.Matter ?? new("020201"), "供暖不热", one.Urgency, one.Kind, one.Place, 1, null,
        [new("matter_chosen", "接线员选择的事项：供暖不热。"), new("duty", "权责清单：供暖不热由会宁县供热公司主办，会宁县住房和城乡建设局协办。")]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    const string Route = """
        with n as (
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::uuid[],
                $7::bytea[])
                as n (message_id, ticket, id, organisation, at, published, body)
        ), fresh as (
            insert into inbox select message_id from n on conflict do nothing returning message_id
        ), tickets as (
            insert into ticket select ticket, id, organisation, 'dispatched', at,
            null from n join fresh using (message_id)
        )
        insert into outbox (message_id, exchange, body) select published, 'bare.dispatched',
            body from n join fresh using (message_id)
        """;

    const string Follow = """
        with n as (select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as n (message_id, id, due)),
        fresh as (insert into inbox select message_id from n on conflict do nothing returning message_id)
        update ticket t set reply_due = n.due from n join fresh using (message_id) where t.case_id = n.id
        """;
}
