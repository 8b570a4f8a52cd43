-- One word for each thing, from the table to the screen: application (申请), exemption (减负例外), simulation (推演),
-- statistics (统计), policy (what cases are decided by).
alter table ticket_request rename to ticket_application;
alter index ticket_request_pkey rename to ticket_application_pkey;
alter index ticket_request_one_waiting rename to ticket_application_one_waiting;
alter index ticket_request_ticket rename to ticket_application_ticket;
alter index ticket_request_waiting rename to ticket_application_waiting;
alter index ticket_request_suspended rename to ticket_application_suspended;

alter table shield_override rename to shield_exemption;
alter index shield_override_pkey rename to shield_exemption_pkey;
alter index shield_override_until rename to shield_exemption_until;
alter table ticket rename column shield_override to shield_exemption;
alter index ticket_shield_override rename to ticket_shield_exemption;
alter index ticket_of_override rename to ticket_of_exemption;
alter trigger shield_override_changed on shield_exemption rename to shield_exemption_changed;

alter table standing_change rename to policy_change;
alter function standing_changed() rename to policy_changed;
create or replace function policy_changed() returns trigger language plpgsql as
$$ begin update policy_change set version = version + 1; return null; end $$;

alter table replay rename to simulation;
alter index replay_pkey rename to simulation_pkey;
alter index replay_newest rename to simulation_newest;
alter index replay_open rename to simulation_open;
alter table replay_case rename to simulated_case;
alter table simulated_case rename column replay to simulation;
alter index replay_case_pkey rename to simulated_case_pkey;
alter index replay_case_way rename to simulated_case_outcome;

alter table figure_day rename to statistic_day;
alter index figure_day_pkey rename to statistic_day_pkey;
alter table figure_stale rename to changed_day;

-- What each decision was made by is kept as JSON: its members take the new names. A quotation mark within a text is
-- written \" and is not touched.
update routed_case
set decision = replace(replace(replace(decision::text,
    '"learned":', '"prediction":'), '"overrides":', '"exemptions":'), '"override":', '"exemption":')::jsonb
where decision::text ~ '"(learned|overrides|override)":';

-- Events that were written before and are not published yet.
update outbox
set type = case type when 'RequestAsked' then 'ApplicationMade' else 'ApplicationDecided' end,
    body = convert_to(replace(convert_from(body, 'UTF8'), '"requestId":', '"applicationId":'), 'UTF8')
where type in ('RequestAsked', 'RequestRuled');
