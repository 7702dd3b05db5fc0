\echo # mediation.cycle_events: each partner their own, and what the other shares
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, event_type, notes, visibility from mediation.cycle_events where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.cycle_events (tenant_id, event_type, event_date) values (pg_temp.tenant($1), 'mood_log', '2026-05-06');
prepare try_update(text) as update mediation.cycle_events set notes = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.cycle_events set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.cycle_events where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a partner writes none in the name of the other, and changes none that is shared with them
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
insert into mediation.cycle_events (owner_user_id, event_type, event_date) values (pg_temp.key('c', '001', 1), 'mood_log', '2026-05-06');
update mediation.cycle_events set notes = 'Changed' where id = pg_temp.key('c', '028', 3) returning event_type;
select notes from mediation.cycle_events where id = pg_temp.key('c', '028', 1);
\echo # an ovulation may be logged; nothing else is invented
insert into mediation.cycle_events (event_type, event_date) values ('ovulation', '2026-05-14') returning partner_id;
insert into mediation.cycle_events (event_type, event_date) values ('forecast', '2026-06-01');
rollback;
