\echo # training.analysis_results: the trainee, the service, and admins where the company allows it
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, session_id from training.analysis_results where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.analysis_results (tenant_id, session_id, analysis_type, provider, version, results) values (pg_temp.tenant($1), pg_temp.key($1, '003', 5), 'combined', 'combined', '1', '{}');
prepare try_update(text) as update training.analysis_results set results = '{"changed": true}' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.analysis_results set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.analysis_results where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a trainee adds no result: the same answer for a session of their own, of a colleague, of company B, and for none
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.analysis_results (session_id, analysis_type, provider, version, results) values (pg_temp.key('a', '003', 5), 'combined', 'combined', '1', '{}');
insert into training.analysis_results (session_id, analysis_type, provider, version, results) values (pg_temp.key('a', '003', 6), 'combined', 'combined', '1', '{}');
insert into training.analysis_results (session_id, analysis_type, provider, version, results) values (pg_temp.key('b', '003', 5), 'combined', 'combined', '1', '{}');
insert into training.analysis_results (session_id, analysis_type, provider, version, results) values (pg_temp.key('a', '00f', 9), 'combined', 'combined', '1', '{}');
\echo # company B allows its admins to read: nothing changes for those of A
reset role;
update training.companies set admin_reads_transcripts = true where id = pg_temp.tenant('b');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select session_id from training.analysis_results;
\echo # company A allows it: its own rows, and no others
reset role;
update training.companies set admin_reads_transcripts = true where id = pg_temp.tenant('a');
set local role palisade_admin;
select session_id from training.analysis_results order by session_id;
rollback;
