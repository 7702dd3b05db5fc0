\echo # coaching.search_summaries: a coach searches their own summaries, an admin all of the organization
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
reset role;
update coaching.summaries set wins = 'Delegated the budget', challenges = 'Sleeping badly', action_items = '[{"text": "Walk at lunch"}, "Sleep"]' where id in (pg_temp.key('a', '014', 3), pg_temp.key('b', '014', 3));
update coaching.summaries set wins = 'Slept', challenges = 'The budget', coach_edited_version = 'Budgets and walking' where id = pg_temp.key('a', '014', 4);
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select summary_id, headline from coaching.search_summaries('budget');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select summary_id, headline from coaching.search_summaries('budget');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select summary_id, headline from coaching.search_summaries('budget');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select summary_id, headline from coaching.search_summaries('budget');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select summary_id, headline from coaching.search_summaries('budget');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
\echo # wins weigh most, then challenges; action items and edited words are found too
select summary_id from coaching.search_summaries('budget');
select summary_id from coaching.search_summaries('lunch or walking') order by 1;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo '# a coach has no way to a colleague''s'
select count(*) from coaching.search_summaries('"budgets and walking"');
\echo # with many rows of other tenants and of the own one, the index is used, and nothing is read from end to end
reset role;
insert into coaching.clients (tenant_id, id, coach_id, name) select pg_temp.tenant(c), ('00000000-0000-4000-801' || case c when 'a' then 'a' else 'b' end || '-' || lpad(to_hex(n), 12, '0'))::uuid, pg_temp.key(c, '010', 3), 'Many ' || n from unnest('{a,b}'::text[]) c, generate_series(1, 4000) n;
insert into coaching.client_sessions (tenant_id, id, client_id, session_id) select tenant_id, id, id, case tenant_id when pg_temp.tenant('a') then pg_temp.key('a', '011', 3) else pg_temp.key('b', '011', 3) end from coaching.clients where name like 'Many %';
insert into coaching.summaries (tenant_id, client_session_id, wins) select tenant_id, id, 'Word' || right(id::text, 3) || ' of many' from coaching.client_sessions where id = client_id;
select gin_clean_pending_list('coaching.summaries_search_idx') > 0 as cleaned;
analyze coaching.summaries;
create temp table scans as select pg_stat_get_xact_numscans('coaching.summaries_search_idx'::regclass) as index_scans, pg_stat_get_xact_numscans('coaching.summaries'::regclass) as whole_scans;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select count(*) from coaching.search_summaries('word1a0');
reset role;
select pg_stat_get_xact_numscans('coaching.summaries_search_idx'::regclass) > index_scans as by_the_index, pg_stat_get_xact_numscans('coaching.summaries'::regclass) - whole_scans as whole_scans from scans;
rollback;
