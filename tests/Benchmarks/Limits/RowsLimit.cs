using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks.Limits;

/// <summary>
/// The rows that registering a case writes (case, progress, petitioner, words to index, first step, event) into
/// Intake's own tables by one prepared statement a transaction, over eight connections that never wait for one another.
/// </summary>
static class RowsLimit
{
    const int Connections = 8;

    public static async Task<double> Measure(int batch, int rows, DateTimeOffset now, CancellationToken stop)
    {
        await using var database = Db.Fresh("limit");
        await Scratch.Create(database, [.. Scratch.Of("services/Kit/Sql"), .. Scratch.Of("services/Intake/Sql")]);
        await using var source = Scratch.Source(database);
        await Write(source, batch, Math.Max(batch, 2_000), now, stop);
        return rows / (await Write(source, batch, rows, now, stop)).TotalSeconds;
    }

    static async Task<TimeSpan> Write(
        NpgsqlDataSource source, int batch, int rows, DateTimeOffset now, CancellationToken stop)
    {
        var next = -batch;
        var sample = Enumerable.Range(0, Samples.Cases.Count).Select(i => Samples.Event(i, now)).ToArray();
        var bodies = sample.Select(one => JsonSerializer.SerializeToUtf8Bytes(one, ContractJson.Options)).ToArray();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(stop);
            await using var command = new NpgsqlCommand(Insert, connection);
            for (int start; (start = Interlocked.Add(ref next, batch)) < rows;)
            {
                var some = Enumerable.Range(start, Math.Min(batch, rows - start)).Select(i => i % sample.Length)
                    .ToArray();
                command.Parameters.Clear();
                Fill(command.Parameters, [.. some.Select(i => sample[i])], [.. some.Select(i => bodies[i])]);
                if (!command.IsPrepared)
                    await command.PrepareAsync(stop);
                await command.ExecuteNonQueryAsync(stop);
            }
        }, stop)));
        return clock.Elapsed;
    }

    static void Fill(NpgsqlParameterCollection to, CaseRegistered[] cases, byte[][] bodies)
    {
        var ids = cases.Select(_ => Guid.CreateVersion7()).ToArray();
        to.Uuids(ids);
        to.Texts(cases.Select(c => CaseNumber.New(c.ReportedAt).Value));
        to.Texts(cases.Select(c => c.Text));
        to.Texts(cases.Select(c => c.Matter?.Value));
        to.Texts(cases.Select(c => c.Place.Jurisdiction.Value));
        to.Texts(cases.Select(c => c.Place.Address));
        // As long as a sealed name, a sealed telephone and its index.
        to.Bytes(cases.Select(_ => new byte[38]));
        to.Bytes(cases.Select(_ => new byte[40]));
        to.Bytes(ids.Select(id => System.Security.Cryptography.SHA256.HashData(id.ToByteArray())));
        to.Bytes(bodies);
        to.Add(new() { Value = cases[0].ReportedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
    }

    const string Insert = """
        with n as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[],
                $8::bytea[], $9::bytea[], $10::bytea[])
                as n (id, number, text, matter, place, address, name, phone, phone_index, body)
        ), cases as (
            insert into registered_case (id, number, channel, kind, urgency, text, matter, jurisdiction, address,
                registered_at, registered_by, registered_by_name)
            select id, number, 'phone', 'complaint', 'normal', text, matter, place, address, $11, 'operator1',
                '范雨桐' from n
            -- The numbers are random: the rare double is left out.
            on conflict (number) do nothing
        ), progress as (
            insert into case_progress (case_id, status, version, matter) select id, 'registered', 1, matter from n
        ), people as (
            insert into petitioner (case_id, name, phone, phone_index, confidential) select id, name, phone,
            phone_index, false from n
        ), words as (
            insert into words_pending (case_id) select id from n
        ), steps as (
            insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name,
                by_organisation, reasons)
            select id, $11, 'intake', 1, 'caseRegistered', '诉求已登记', '来电登记为诉求 ' || number, 'operator1', '范雨桐',
                '620422-hotline',
                '[{"code":"registered","text":"来电登记"}]' from n
        )
        insert into outbox (message_id, type, body) select gen_random_uuid(), 'CaseRegistered', body from n
        """;
}
