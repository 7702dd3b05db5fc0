\echo # training.trainee_daily: a trainee sees their own days, admins all; written by nobody
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, day, sessions, score_sum, first_score from training.trainee_daily where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by tenant_id, trainee_id, day;
prepare try_insert(text) as insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost, score_count, score_sum, talk_ratio_count, talk_ratio_sum) values (pg_temp.tenant($1), pg_temp.key($1, '002', 3), date '2026-01-01', 1, 1, 1, 0, 0, 0, 0);
prepare try_update(text) as update training.trainee_daily set sessions = 9 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.trainee_daily set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.trainee_daily where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# a colleague''s days are hidden, also by key'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*) from training.trainee_daily where trainee_id = pg_temp.key('a', '002', 4);
rollback;
