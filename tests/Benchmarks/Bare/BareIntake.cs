using System.Text.Json;
using Dispatch.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Channel = Dispatch.Contracts.Channel;
using EventId = Dispatch.Contracts.EventId;

namespace Dispatch.Benchmarks.Bare;

/// <summary>
/// HTTP POST → case and event by group commit; later the case's status from the two events that follow.
/// </summary>
sealed class BareIntake(WebApplication app, GroupCommit<CaseRegistered, bool> group) : IAsyncDisposable
{
    public static readonly string[] Schema =
    [
        Outbox,
        "create table registered_case (id uuid primary key, number text not null unique, text text not null, "
        + "matter text, jurisdiction text not null, address text, registered_at timestamptz not null)",
        "create table case_progress (case_id uuid primary key, status text not null) with (fillfactor = 80)",
    ];

    public const string Outbox = """
        create table outbox (id bigint generated always as identity primary key, message_id uuid not null,
            exchange text not null, body bytea not null);
        create table inbox (message_id uuid primary key);
        """;

    sealed record Request(string Text, string? Matter, Where Place);

    sealed record Where(string? Address, string Grid);

    public static async Task<BareIntake> Start(NpgsqlDataSource source, BareRelay relay, BareBroker broker, int port,
        TimeProvider clock)
    {
        var group = new GroupCommit<CaseRegistered, bool>("bare", async (batch, _) =>
        {
            await BareSql.Run(source, Register, to =>
            {
                to.Uuids(batch.Select(c => c.Head.CaseId.Value));
                to.Texts(batch.Select(c => c.Head.CaseNumber.Value));
                to.Texts(batch.Select(c => c.Text));
                to.Texts(batch.Select(c => c.Matter?.Value));
                to.Texts(batch.Select(c => c.Place.Jurisdiction.Value));
                to.Texts(batch.Select(c => c.Place.Address));
                to.Times(batch.Select(c => c.ReportedAt));
                to.Uuids(batch.Select(c => c.Head.Id.Value));
                to.Bytes(batch.Select(BareSql.Body));
            });
            relay.Wake();
            return new bool[batch.Count];
        }, writers: 2);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapPost("/cases", async (Request request) =>
        {
            var one = Case(request, clock.GetUtcNow());
            // Eight random digits are sometimes taken already; then another number is drawn.
            while (!await Added(group, one))
                one = Case(request, clock.GetUtcNow());
            return TypedResults.Created((string?)null,
                new { id = one.Head.CaseId.Value, number = one.Head.CaseNumber.Value, status = "registered" });
        });
        await app.StartAsync();
        await broker.Consume("bare.intake", [BareBroker.Dispatched, BareBroker.Started], batch =>
            BareSql.Run(source, Follow, to =>
        {
            to.Uuids(batch.Select(m => m.Id));
            to.Uuids(batch.Select(m => JsonSerializer.Deserialize<BareSql.Any>(m.Body,
                ContractJson.Options)!.Head.CaseId.Value));
        }));
        return new(app, group);
    }

    static CaseRegistered Case(Request request, DateTimeOffset now) => new(
        new(EventId.New(), 1, CaseId.New(), CaseNumber.New(now), now, ActedBy.System, null), Channel.Phone,
        CaseKind.Complaint, Urgency.Normal, request.Text,
        new(new(request.Place.Grid), request.Place.Address, null, null),
        request.Matter is null ? null : new(request.Matter), now, [new("registered", "来电登记")]);

    static async Task<bool> Added(GroupCommit<CaseRegistered, bool> group, CaseRegistered one)
    {
        try
        {
            await group.Add(one);
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await group.DisposeAsync();
    }

    const string Register = """
        with n as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                $7::timestamptz[], $8::uuid[], $9::bytea[])
                as n (id, number, text, matter, place, address, at, message_id, body)
        ), cases as (
            insert into registered_case select id, number, text, matter, place, address, at from n
        ), progress as (
            insert into case_progress select id, 'registered' from n
        )
        insert into outbox (message_id, exchange, body) select message_id, 'bare.registered', body from n
        """;

    const string Follow = """
        with n as (select * from unnest($1::uuid[], $2::uuid[]) as n (message_id, id)),
        fresh as (insert into inbox select message_id from n on conflict do nothing returning message_id)
        update case_progress p set status = 'routed' from n join fresh using (message_id) where p.case_id = n.id
        """;
}
