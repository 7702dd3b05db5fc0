\echo # mediation.memorable_dates: both partners see and keep them
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, title from mediation.memorable_dates where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.memorable_dates (tenant_id, event_type, title, event_date) values (pg_temp.tenant($1), 'birthday', 'New', '1990-01-01');
prepare try_update(text) as update mediation.memorable_dates set title = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.memorable_dates set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.memorable_dates where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # ranges and forms
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
insert into mediation.memorable_dates (event_type, title, event_date, reminder_days_before) values ('birthday', 'x', '1990-01-01', 366);
insert into mediation.memorable_dates (event_type, title, event_date, color_tag) values ('birthday', 'x', '1990-01-01', 'red');
insert into mediation.memorable_dates (event_type, title, event_date, created_by_user_id) values ('birthday', 'x', '1990-01-01', pg_temp.key('d', '001', 1));
update mediation.memorable_dates set deleted_at = now();
rollback;
