\echo # training.company_daily: admins see it; written by nobody
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, day, sessions, trainees, score_sum from training.company_daily where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by tenant_id, day;
prepare try_insert(text) as insert into training.company_daily (tenant_id, day, sessions, duration_seconds, minute_cost, score_count, score_sum, trainees) values (pg_temp.tenant($1), date '2026-01-01', 1, 1, 1, 0, 0, 1);
prepare try_update(text) as update training.company_daily set sessions = 9 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.company_daily set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.company_daily where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# a member sees no sum from which a colleague''s figures follow'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select * from training.company_daily;
rollback;
