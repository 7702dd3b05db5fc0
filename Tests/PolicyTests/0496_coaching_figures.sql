\echo # coaching.coaching_stats: a coach sees their own, admins all, analysts groups of five clients
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
reset role;
update coaching.sessions set session_date = current_date - 2, duration_minutes = 50 where tenant_id in (pg_temp.tenant('a'), pg_temp.tenant('b'));
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select coaches, clients, sessions, minutes, summaries, approved_summaries, follow_ups_sent, last_day - first_day + 1 as days from coaching.coaching_stats(30);
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select coaches, clients, sessions, minutes, summaries, approved_summaries, follow_ups_sent, last_day - first_day + 1 as days from coaching.coaching_stats(30);
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select coaches, clients, sessions, minutes, summaries, approved_summaries, follow_ups_sent, last_day - first_day + 1 as days from coaching.coaching_stats(30);
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select coaches, clients, sessions, minutes, summaries, approved_summaries, follow_ups_sent, last_day - first_day + 1 as days from coaching.coaching_stats(30);
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select coaches, clients, sessions, minutes, summaries, approved_summaries, follow_ups_sent, last_day - first_day + 1 as days from coaching.coaching_stats(30);
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
\echo # nothing gives zeros
select coaches, clients, sessions, minutes, breakthroughs, summaries from coaching.coaching_stats(1);
select sessions from coaching.coaching_stats(-1);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
\echo '# nothing is nobody: zeros, not nulls; no span of an analyst''s choice'
select clients, sessions from coaching.coaching_stats(29);
reset role;
insert into coaching.clients (tenant_id, id, coach_id, name) select pg_temp.tenant('a'), ('00000000-0000-4000-8012-0000000000c' || n)::uuid, pg_temp.key('a', '010', 3), 'N' || n from generate_series(1, 4) n;
insert into coaching.client_sessions (tenant_id, client_id, session_id) select pg_temp.tenant('a'), ('00000000-0000-4000-8012-0000000000c' || n)::uuid, pg_temp.key('a', '011', 3) from generate_series(1, 4) n;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
\echo # six clients
select clients, sessions, minutes from coaching.coaching_stats(30);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_member;
\echo # who is no coach
select sessions from coaching.coaching_stats(30);
rollback;
