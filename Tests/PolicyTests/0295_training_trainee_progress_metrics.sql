\echo # training.trainee_progress_metrics: 90 days; a trainee sees their own row, admins and the service all
begin;
\ir fixtures/two_companies.sql
update training.sessions set started_at = now() - interval '1 day' where tenant_id in (pg_temp.tenant('a'), pg_temp.tenant('b')) and id <> pg_temp.key('a', '003', 4);
update training.sessions set started_at = now() - interval '91 days' where tenant_id = pg_temp.tenant('a') and id = pg_temp.key('a', '003', 4);
\echo
\echo ## palisade_anon of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_anon of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.trainee_progress_metrics where tenant_id = pg_temp.tenant('b') order by trainee_id;
reset role;
\echo
\echo ## palisade_anon of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_member of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_member of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.trainee_progress_metrics where tenant_id = pg_temp.tenant('b') order by trainee_id;
reset role;
\echo
\echo ## palisade_member of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_analyst of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_analyst of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.trainee_progress_metrics where tenant_id = pg_temp.tenant('b') order by trainee_id;
reset role;
\echo
\echo ## palisade_analyst of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_admin of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_admin of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.trainee_progress_metrics where tenant_id = pg_temp.tenant('b') order by trainee_id;
reset role;
\echo
\echo ## palisade_admin of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_service of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;
\echo
\echo ## palisade_service of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.trainee_progress_metrics where tenant_id = pg_temp.tenant('b') order by trainee_id;
reset role;
\echo
\echo ## palisade_service of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.trainee_progress_metrics order by trainee_id;
reset role;

\echo
\echo # figures are not written
set local role palisade_service;
insert into training.trainee_progress_metrics (tenant_id) values (pg_temp.tenant('a'));
update training.trainee_progress_metrics set trainee_id = trainee_id;
delete from training.trainee_progress_metrics;
\echo # first and latest go by the start of the sessions
reset role;
insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at) values
    (pg_temp.tenant('a'), pg_temp.key('a', '003', 7), pg_temp.key('a', '002', 3), 'Earlier', 'completed', now() - interval '9 days');
insert into training.session_analytics (tenant_id, session_id, overall_score) values (pg_temp.tenant('a'), pg_temp.key('a', '003', 7), 40);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select session_count, avg_score, first_session_score, latest_session_score from training.trainee_progress_metrics;
rollback;
