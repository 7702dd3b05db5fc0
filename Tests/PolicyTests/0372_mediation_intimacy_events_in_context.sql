\echo # mediation.intimacy_events_in_context: under the policies of its reader, with what was before
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, occurred_at, days_since_last_event, days_since_last_conflict, cycle_day from mediation.intimacy_events_in_context where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as select has_table_privilege('mediation.intimacy_events_in_context', 'insert') and $1 is not null as may;
prepare try_update(text) as select has_table_privilege('mediation.intimacy_events_in_context', 'update') and $1 is not null as may;
prepare try_move(text, text) as select has_table_privilege('mediation.intimacy_events_in_context', 'update') and $1 <> $2 as may;
prepare try_delete(text) as select has_table_privilege('mediation.intimacy_events_in_context', 'delete') and $1 is not null as may;
\ir fixtures/every_partner.sql

\echo # an earlier moment that is entered later moves the figures; the days are of the time zone of the couple
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
insert into mediation.intimacy_events (occurred_at) values ('2026-05-08 23:30Z');
select occurred_at, days_since_last_event, days_since_last_conflict, cycle_day from mediation.intimacy_events_in_context order by occurred_at;
reset role;
update core.tenants set time_zone = 'Asia/Tokyo' where id = pg_temp.tenant('c');
set local role palisade_member;
select occurred_at, days_since_last_event, days_since_last_conflict, cycle_day from mediation.intimacy_events_in_context order by occurred_at;
\echo # a diary that is no longer shared shows no day of the cycle to the other partner
select pg_temp.become('c', 1) \g /dev/null
update mediation.cycle_events set visibility = 'private';
select occurred_at, cycle_day from mediation.intimacy_events_in_context order by occurred_at;
select pg_temp.become('c', 2) \g /dev/null
select occurred_at, cycle_day from mediation.intimacy_events_in_context order by occurred_at;
rollback;
