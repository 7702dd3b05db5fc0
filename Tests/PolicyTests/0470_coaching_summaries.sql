\echo # coaching.summaries: seen and written by the coach, drafted by the service, read by admins
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, wins, revision from coaching.summaries where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.summaries (tenant_id, client_session_id, wins) values (pg_temp.tenant($1), pg_temp.key($1, '013', 5), 'New');
prepare try_update(text) as update coaching.summaries set wins = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.summaries set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.summaries where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# a coach sums up no part of a colleague''s session: the same answer as for one of B or none'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.summaries (client_session_id, wins) values (pg_temp.key('a', '013', 6), 'Forged');
insert into coaching.summaries (client_session_id, wins) values (pg_temp.key('b', '013', 5), 'Forged');
insert into coaching.summaries (client_session_id, wins) values (pg_temp.key('a', '00f', 9), 'Forged');
\echo # what the machine wrote, the machine writes; whose it is does not change; words are searched, not written
update coaching.summaries set ai_version = 'Forged';
update coaching.summaries set client_id = pg_temp.key('a', '012', 5);
update coaching.summaries set search_vector = '';
\echo # a client chooses neither revision nor the time of an approval
update coaching.summaries set revision = 7;
update coaching.summaries set approved_at = timestamptz '2001-01-01 00:00Z' returning approved_at > timestamptz '2026-01-01 00:00Z' as now_instead;
\echo # other words are not approved, but a new version number alone changes nothing
update coaching.summaries set version = 1 returning approved_at is not null as approved, revision;
update coaching.summaries set wins = 'Better words' returning approved_at is not null as approved, revision;
\echo # admins and the service approve nothing
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update coaching.summaries set approved_at = now();
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
update coaching.summaries set approved_at = now();
\echo # words are found in their language
reset role;
update coaching.summaries set language = 'de-DE', challenges = 'Die Gespräche dauern' where id = pg_temp.key('a', '014', 4);
select id, search_vector from coaching.summaries where tenant_id = pg_temp.tenant('a') order by id;
update coaching.summaries set action_items = '{}' where id = pg_temp.key('a', '014', 4);
rollback;
