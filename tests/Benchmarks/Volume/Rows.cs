using Dapper;

namespace Dispatch.Benchmarks.Volume;

/// <summary>
/// Fills each service's own tables: the newest cases are open, with tickets in the departments' worklists and running
/// clocks, and some are undecided; most are archived.
/// </summary>
static class Rows
{
    sealed record Index(string Name, string Definition);

    /// <summary>
    /// Without the indexes that are no constraint; they are built again afterwards, which is many times faster.
    /// </summary>
    public static async Task Fill(Db database, string[] tables, string[] statements)
    {
        var indexes = await database.Read<Index>(Loose, new { tables });
        foreach (var index in indexes)
            await database.Execute($"drop index {index.Name}");
        await using var connection = await database.Open();
        foreach (var sql in statements.Concat(indexes.Select(index => index.Definition))
            .Concat(tables.Select(table => $"vacuum analyze {table}")))
            await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 3_600));
    }

    const string Loose = """
        select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
        from pg_index i
        where i.indrelid = any(@tables::regclass[]) and not exists (select from pg_constraint c where c.conindid =
            i.indexrelid)
        """;

    const string From = "from bench_case b join bench_sample s using (sample) join bench_place p using (place)";

    public static readonly string[] IntakeTables =
        ["registered_case", "case_progress", "case_organisation", "petitioner", "timeline", "case_words"];

    public static readonly string[] Intake =
    [
        $"""
        insert into registered_case (id, number, channel, kind, urgency, text, matter, jurisdiction, address,
            registered_at, registered_by, registered_by_name)
        select b.id, b.number, s.channel, s.kind, 'normal', s.text || '（' || b.n || '）', s.matter, p.code,
            p.name || b.n % 500 || '号', b.at,
            'operator1', '范雨桐'
        {From} order by b.n
        """,
        $"""
        insert into case_progress (case_id, status, version, status_version, lead_version, lead_organisation,
            lead_organisation_name, matter, archived_at)
        select b.id, {Status("archived", "inHand", "routed", "replied", "calledBack")}, 2, 1, 1, b.organisation,
            b.organisation, s.matter,
            case when {Status("archived", "", "", "", "")} = 'archived' then b.at + interval '9 days' end
        {From} order by b.n
        """,
        "insert into case_organisation (organisation, case_id) select organisation, id from bench_case order by "
        + "organisation, id",
        """
        insert into petitioner (case_id, phone_index, confidential)
        select id, sha256(convert_to('bench ' || n / 3, 'UTF8')), false from bench_case order by n
        """,
        """
        insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name, by_organisation,
            reasons)
        select b.id, b.at, e.source, 1, e.what, e.title, e.title || ' ' || b.number, 'system', '系统', null,
            '[{"code":"sample","text":"按权责清单"}]'
        from bench_case b, (values ('intake', 'caseRegistered', '诉求已登记'), ('routing', 'caseDispatched', '已派单'),
            ('escalation', 'clocksStarted', '开始计时'))
            as e (source, what, title)
        order by b.n
        """,
        $"""
        insert into case_words (case_id, words)
        select b.id,
            s.words || p.words || ('''' || b.n || '''')::tsvector || ('''' || b.n % 500 || '''')::tsvector {From} order
            by b.n
        """,
    ];

    public static readonly string[] RoutingTables = ["routed_case", "ticket"];

    // A case's first ticket has the case's id here: an id tells when it was made.

    public static readonly string[] Routing =
    [
        $$"""
        insert into routed_case (case_id, case_number, version, open, undecided, holder, kind, urgency, text, matter,
            matter_name, jurisdiction,
            address, since, decision)
        select b.id, b.number, 1, {{Status("archived", "", "", "", "")}} <> 'archived',
            b.age % 1000 = 500 and b.age < 500000, b.organisation, s.kind,
            'normal', s.text, s.matter, s.matter, p.code, p.name, b.at,
            '{"decided":true,"reasons":[],"considered":[],"suggestions":[]}'
        {{From}} order by b.n
        """,
        $"""
        insert into ticket (id, case_id, role, organisation, status, hop, bound, jurisdiction, dispatched_at,
            claimed_at, reply_due, reasons)
        select b.id, b.id, 'lead', b.organisation, {Status("closed", "claimed", "dispatched", "replied",
            "closed")}, 1, false, p.code,
            b.at, b.at, b.at + interval '7 days', '[]'
        {From} order by b.n
        """,
        "insert into changed_day select distinct (dispatched_at at time zone 'Asia/Shanghai')::date from ticket",
    ];

    public static readonly string[] EscalationTables = ["timed_case", "clock"];

    public static readonly string[] Escalation =
    [
        $"""
        insert into timed_case (case_id, number, version, jurisdiction, organisation, urgency, kind, colour, rung,
            open, reported_at)
        select b.id, b.number, 2, p.code, b.organisation, 'normal', s.kind, 'none', 'handler', {Status("archived", "",
            "", "", "")} <> 'archived', b.at
        {From} order by b.n
        """,
        $"""
        insert into clock (id, case_id, kind, organisation, policy, started_at, due, stopped_at, stopped_by, colour,
            next_turn_at)
        select gen_random_uuid(), b.id, k.kind, b.organisation, k.policy, b.at, b.at + interval '7 days',
            case when {Status("archived", "", "", "", "")} = 'archived' then b.at + interval '1 day' end, null, 'none',
            -- Far off, so that no sweep turns them while the searches are measured.
            case when {Status("archived", "", "", "", "")} <> 'archived' then b.at + interval '90 years' end
        from bench_case b, (values ('citizen', 3), ('claim', 7), ('firstContact', 10), ('reply', 13)) as k (kind,
            policy)
        order by b.n
        """,
    ];

    /// <summary>Half of the newest 4,000 cases are still open, and one in a hundred of the others.</summary>
    static string Status(string ended, string one, string two, string three, string four) => $"""
        case b.age % case when b.age <= 4000 then 8 else 400 end
            when 1 then '{one}' when 3 then '{two}' when 5 then '{three}' when 7 then '{four}' else '{ended}' end
        """;
}
