\echo # mediation.cycle_events_by_day: the diary under the policies of its reader, with days of the cycle
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, event_type, event_date, cycle_day, notes from mediation.cycle_events_by_day where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.cycle_events_by_day (tenant_id, event_type, event_date) values (pg_temp.tenant($1), 'mood_log', '2026-05-06');
prepare try_update(text) as update mediation.cycle_events_by_day set notes = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.cycle_events_by_day set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.cycle_events_by_day where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a day follows an earlier start that is entered later, and is nothing after 90 days
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
insert into mediation.cycle_events (event_type, event_date) values ('period_start', '2026-05-03'), ('mood_log', '2026-08-01'), ('mood_log', '2026-07-31');
select event_type, event_date, cycle_day from mediation.cycle_events_by_day order by event_date, id;
\echo # the start is private: the other partner sees no day from it
select pg_temp.become('c', 2) \g /dev/null
select event_type, event_date, cycle_day from mediation.cycle_events_by_day order by event_date, id;
rollback;
