using Dispatch.Kit;

namespace Dispatch.Benchmarks.Volume;

/// <summary>
/// A tenth as many whistles and orders as cases, over the same thousand days, of forty departments and twenty-five
/// townships; one in fifty is open. Of a hundred departments that were summoned three are absent and five are late.
/// </summary>
static class WhistleRows
{
    public static async Task Fill(Db database, int cases)
    {
        await database.Execute(Whistles, new { count = cases / 10 });
        await database.Execute("analyze whistle, summons, whistle_reader, whistle_case, supervision_order, order_case");
    }

    // Ids in the order of time, as the services make them: the newest of the newest day.
    const string Whistles = """
        create temp table made as
        select n, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000'
                || '8000' || lpad(to_hex(n), 12, '0'))::uuid as id,
            '6204221' || lpad((n % 25)::text, 2, '0') as place, n % 50 = 0 as open, at
        from (
            select n, now() - interval '1 hour' - (@count - n) * interval '1000 days' / @count as at
            from generate_series(1, @count) n
        ) t;

        insert into whistle (id, number, version, type, status, demand, jurisdiction, address, radius, organisation,
            centre, proposed_by, proposed_at, blown_by, blown_at, appealed, deadlines, ended_at)
        select id, '吹哨〔2026〕' || n || '号', 3, (array['strongDemand', 'jointEnforcement', 'emergency'])[1 + n % 3],
            case when open then 'blown' else 'ended' end, '沿街摊点占道经营，群众多次反映', place, '南关路', 500, place || '-gov',
            '620422-centre', '{"account":"a","name":"某","organisation":"620422100-gov"}', at,
            '{"account":"a","name":"某","organisation":"620422100-gov"}', at, false, '[]',
            case when open then null else at end
        from made;

        insert into summons (whistle_id, organisation, name, role, state, bound, deadlines, blown_at, jurisdiction,
            blower, answer_outcome, arrival_outcome, refused_with_duty, points)
        select id, '620422-bench' || (n * 3 + k) % 40, '单位' || (n * 3 + k) % 40,
            case when k = 0 then 'lead' else 'assisting' end, case when open then 'acknowledged' else 'done' end, false,
            jsonb_build_array(jsonb_build_object('kind', 'arrival', 'policy', 31, 'startedAt', at, 'due', at)), at,
            place, place || '-gov', case when n % 100 < 4 then 'missed' else 'inTime' end,
            case when n % 100 < 3 then 'missed' when n % 100 < 8 then 'late' else 'inTime' end,
            case when n % 100 = 50 then false end, case when n % 3 = 0 then n % 4 end
        from made, generate_series(0, 2) k;

        insert into whistle_reader (organisation, whistle_id)
        select organisation, whistle_id from summons
        union select place || '-gov', id from made;

        insert into supervision_order (id, number, version, form, status, urgency, organisation, name, jurisdiction,
            centre, demand, basis, origin, cause, opened_by, opened_at, issued_at, deadlines, ended_at)
        select id, '督办〔2026〕' || n || '号', 2, (array['notice', 'listed', 'interview', 'circular'])[1 + n % 4],
            case when open then 'issued' else 'ended' end, 'normal', '620422-bench' || n % 40, '单位' || n % 40, place,
            '620422-centre', '限期完成', '逾期未办结', 'whistle', 'bench/' || n,
            '{"account":"a","name":"某","organisation":"620422-centre"}', at, at,
            jsonb_build_array(jsonb_build_object('kind', 'order', 'policy', 38, 'startedAt', at, 'due', at)),
            case when open then null else at end
        from made;

        insert into whistle_case (whistle_id, case_id, case_number)
        select m.id, c.case_id, c.number
        from made m
        join (select case_id, number, row_number() over (order by case_id) * 10 as n from timed_case) c using (n);

        insert into order_case (order_id, case_id, case_number)
        select whistle_id, case_id, case_number from whistle_case;
        drop table made;
        """;
}
