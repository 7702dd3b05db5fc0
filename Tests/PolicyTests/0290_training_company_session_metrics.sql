\echo # training.company_session_metrics: 30 days, for admins and the service
begin;
\ir fixtures/two_companies.sql
update training.sessions set started_at = now() - interval '1 day' where tenant_id in (pg_temp.tenant('a'), pg_temp.tenant('b')) and id <> pg_temp.key('a', '003', 4);
update training.sessions set started_at = now() - interval '31 days' where tenant_id = pg_temp.tenant('a') and id = pg_temp.key('a', '003', 4);
\echo
\echo ## palisade_anon of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_anon of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.company_session_metrics where tenant_id = pg_temp.tenant('b') order by company_id;
reset role;
\echo
\echo ## palisade_anon of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', null)::text, ''), true) \g /dev/null
set local role palisade_anon;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_member of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_member of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.company_session_metrics where tenant_id = pg_temp.tenant('b') order by company_id;
reset role;
\echo
\echo ## palisade_member of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 3)::text, ''), true) \g /dev/null
set local role palisade_member;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_analyst of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_analyst of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.company_session_metrics where tenant_id = pg_temp.tenant('b') order by company_id;
reset role;
\echo
\echo ## palisade_analyst of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 2)::text, ''), true) \g /dev/null
set local role palisade_analyst;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_admin of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_admin of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.company_session_metrics where tenant_id = pg_temp.tenant('b') order by company_id;
reset role;
\echo
\echo ## palisade_admin of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_admin;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_service of company A, own tenant
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.company_session_metrics order by company_id;
reset role;
\echo
\echo ## palisade_service of company A, on rows of company B
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant('a')::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.company_session_metrics where tenant_id = pg_temp.tenant('b') order by company_id;
reset role;
\echo
\echo ## palisade_service of company A, no tenant in the context
select set_config('palisade.tenant_id', coalesce(pg_temp.tenant(null)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', 1)::text, ''), true) \g /dev/null
set local role palisade_service;
select * from training.company_session_metrics order by company_id;
reset role;

\echo
\echo # figures are not written
set local role palisade_service;
insert into training.company_session_metrics (tenant_id) values (pg_temp.tenant('a'));
update training.company_session_metrics set company_id = company_id;
delete from training.company_session_metrics;
\echo # a company without sessions has a row all the same
reset role;
delete from training.sessions where tenant_id = pg_temp.tenant('a');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select * from training.company_session_metrics;
rollback;
