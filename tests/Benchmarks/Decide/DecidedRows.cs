using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks.Decide;

/// <summary>
/// The rows that a decision leaves (case, tickets, event) written again under new ids, by prepared statements on one
/// connection and nothing around them.
/// </summary>
static class DecidedRows
{
    sealed record Row(string Text, string Decision, string Reasons, string Organisation, string Jurisdiction);

    public static async Task<double> Measure(
        Db from, byte[] body, int batch, int cases, DateTimeOffset now, CancellationToken stop)
    {
        var sample = await from.Read<Row>($"""
            select c.text, c.decision::text as decision, t.reasons::text as reasons, t.organisation, c.jurisdiction
            from routed_case c
            join ticket t on t.case_id = c.case_id and t.role = 'lead'
            limit {batch}
            """);
        await using var source = Scratch.Source(from);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand(Insert, connection);
        var clock = Stopwatch.StartNew();
        for (var done = 0; done < cases; done += batch)
        {
            Fill(command.Parameters, sample, body, now);
            if (!command.IsPrepared)
                await command.PrepareAsync(stop);
            await command.ExecuteNonQueryAsync(stop);
        }
        return cases / clock.Elapsed.TotalSeconds;
    }

    static void Fill(NpgsqlParameterCollection to, List<Row> sample, byte[] body, DateTimeOffset now)
    {
        to.Clear();
        var ids = sample.Select(_ => Guid.CreateVersion7()).ToArray();
        to.Uuids(ids);
        to.Texts(ids.Select(id => id.ToString("N")));
        to.Texts(sample.Select(r => r.Text));
        to.Texts(sample.Select(r => r.Decision));
        to.Texts(sample.Select(r => r.Reasons));
        to.Texts(sample.Select(r => r.Organisation));
        to.Texts(sample.Select(r => r.Jurisdiction));
        to.Bytes(sample.Select(_ => body));
        to.Uuids(sample.Select(_ => Guid.CreateVersion7()));
        to.Uuids(sample.Select(_ => Guid.CreateVersion7()));
        to.Add(new() { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
    }

    // As many tickets a case as the generated duties give: the lead and one who assists.
    const string Insert = """
        with n as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::bytea[], $9::uuid[], $10::uuid[])
                as n (id, number, text, decision, reasons, organisation, place, body, lead, assisting)
        ), cases as (
            insert into routed_case (case_id, case_number, version, undecided, holder, kind, urgency, text,
                jurisdiction, since, decision)
            select id, number, 1, false, organisation, 'request', 'normal', text, place, $11, decision::jsonb from n
        ), tickets as (
            insert into ticket (id, case_id, role, organisation, status, hop, bound, jurisdiction, dispatched_at,
                reasons, officer, officer_name)
            select t.id, n.id, t.role, organisation, 'dispatched', 1, false, place, $11, reasons::jsonb, 'officer1',
                '经办1'
            from n, unnest(array[n.lead, n.assisting], array['lead', 'assisting']) as t (id, role)
        )
        insert into outbox (message_id, type, body) select gen_random_uuid(), 'CaseDispatched', body from n
        """;
}
