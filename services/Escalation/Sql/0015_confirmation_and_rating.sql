-- The blower of an emergency gives his word within a term, and both sides rate each other within another.
insert into policy (id, clock, urgency, jurisdiction, amount, unit, source) values
    (51, 'confirmation', 'emergency', null, 2, 'hours', '本平台规定：应急吹哨处置结果报告后2小时内由吹哨人确认'),
    (52, 'rating', null, null, 7, 'calendarDays', '参照莆田12345评价时限：结束后7个自然日内互评');

-- What waits or has ended already has the full term from now on.
update whistle
set deadlines = deadlines || jsonb_build_object(
        'kind', 'confirmation', 'policy', 51, 'startedAt', now(), 'due', now() + interval '2 hours', 'dropped', false),
    next_look_at = least(next_look_at, now() + interval '2 hours')
where status = 'resultRecorded';

update whistle
set deadlines = deadlines || jsonb_build_object(
        'kind', 'rating', 'policy', 52, 'startedAt', now(), 'due', now() + interval '7 days', 'dropped', false)
where status = 'ended';
