\echo # coaching.summary_revisions: read with the summary, written by nobody
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, revision, wins, saved_by from coaching.summary_revisions where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by summary_id, revision;
prepare try_insert(text) as insert into coaching.summary_revisions (tenant_id, summary_id, coach_id, client_id, revision, saved_by, action_items) values (pg_temp.tenant($1), pg_temp.key($1, '014', 3), pg_temp.key($1, '010', 3), pg_temp.key($1, '012', 3), 9, 'coach', '[]');
prepare try_update(text) as update coaching.summary_revisions set wins = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.summary_revisions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.summary_revisions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # each text is kept, with who saved it; a change that changes nothing is none
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update coaching.summaries set wins = 'Second words';
update coaching.summaries set wins = 'Second words';
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
update coaching.summaries set ai_version = 'Draft' where id = pg_temp.key('a', '014', 3);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select revision, saved_by, wins, ai_version from coaching.summary_revisions order by revision;
select revision, wins, ai_version from coaching.summaries;
\echo # a colleague sees none of it
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
select revision, saved_by, wins from coaching.summary_revisions where summary_id = pg_temp.key('a', '014', 3);
rollback;
