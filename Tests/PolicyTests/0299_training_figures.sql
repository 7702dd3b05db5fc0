\echo # training.company_figures, team_figures: any span for admins, groups of five people for analysts
begin;
\ir fixtures/two_companies.sql
reset role;
update training.sessions set started_at = now() - interval '3 days' where status = 'analyzed' and tenant_id in (pg_temp.tenant('a'), pg_temp.tenant('b'));
update training.trainees set team = 'North' where tenant_id = pg_temp.tenant('a');
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select total_sessions, avg_score, total_duration, active_users, last_day - first_day + 1 as days from training.company_figures(30);
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select total_sessions, avg_score, total_duration, active_users, last_day - first_day + 1 as days from training.company_figures(30);
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select total_sessions, avg_score, total_duration, active_users, last_day - first_day + 1 as days from training.company_figures(30);
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select total_sessions, avg_score, total_duration, active_users, last_day - first_day + 1 as days from training.company_figures(30);
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select total_sessions, avg_score, total_duration, active_users, last_day - first_day + 1 as days from training.company_figures(30);
rollback to tried;

\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select team, people, total_sessions, avg_score from training.team_figures(30);
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select team, people, total_sessions, avg_score from training.team_figures(30);
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select team, people, total_sessions, avg_score from training.team_figures(30);
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select team, people, total_sessions, avg_score from training.team_figures(30);
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select team, people, total_sessions, avg_score from training.team_figures(30);
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
\echo # a span that holds nothing gives zeros
select total_sessions, avg_score, total_duration, minute_cost, active_users from training.company_figures(1);
select total_sessions from training.company_figures(0);
select total_sessions from training.company_figures(null);
\echo # six people and one more; analysts see the six, until taking away would tell of the one
reset role;
insert into training.trainees (tenant_id, id, email, full_name, team) select pg_temp.tenant('a'), ('00000000-0000-4000-8002-0000000000c' || n)::uuid, 'n' || n || '@example.test', 'N' || n, case when n < 7 then 'South' else 'West' end from generate_series(1, 7) n;
insert into training.sessions (tenant_id, trainee_id, title, status, started_at, duration_seconds) select pg_temp.tenant('a'), ('00000000-0000-4000-8002-0000000000c' || n)::uuid, 'S', 'completed', now() - interval '2 days', 60 from generate_series(1, 7) n;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select team, people, total_sessions from training.team_figures(30);
select total_sessions, active_users from training.company_figures(30);
reset role;
insert into training.trainees (tenant_id, id, email, full_name, team) select pg_temp.tenant('a'), ('00000000-0000-4000-8002-0000000000d' || n)::uuid, 'o' || n || '@example.test', 'O' || n, 'West' from generate_series(1, 2) n;
insert into training.sessions (tenant_id, trainee_id, title, status, started_at, duration_seconds) select pg_temp.tenant('a'), ('00000000-0000-4000-8002-0000000000d' || n)::uuid, 'S', 'completed', now() - interval '2 days', 60 from generate_series(1, 2) n;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
\echo # two in the north and three in the west are five together
select team, people, total_sessions from training.team_figures(30);
\echo '# no span of an analyst''s choice: the difference of two would be somebody''s day'
select total_sessions from training.company_figures(29);
select team from training.team_figures(31);
\echo # the rollups themselves stay closed
select * from training.company_daily;
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true) \g /dev/null
select total_sessions from training.company_figures(30);
rollback;
