\echo # mediation.conflict_analysis: both partners see and keep it; nobody else but jobs
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, analysis_version, revision from mediation.conflict_analysis where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.conflict_analysis (tenant_id, conflict_id, analysis_data) values (pg_temp.tenant($1), pg_temp.key($1, '020', 2), '{}');
prepare try_update(text) as update mediation.conflict_analysis set analysis_version = '3' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.conflict_analysis set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.conflict_analysis where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # what a change replaces goes to the history; a change of nothing does not
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
update mediation.conflict_analysis set analysis_data = '{"of": "third"}', analysis_version = '3' returning revision;
update mediation.conflict_analysis set analysis_data = '{"of": "third"}', analysis_version = '3' returning revision;
select revision, analysis_version, analysis_data from mediation.conflict_analysis_history order by revision;
\echo # one per conflict; paths and revisions are set by the server
insert into mediation.conflict_analysis (conflict_id, analysis_data) values (pg_temp.key('c', '020', 1), '{}');
update mediation.conflict_analysis set revision = 9;
update mediation.conflict_analysis set analysis_path = 'elsewhere';
\echo # a conflict of D and one that is not there: the same answer
insert into mediation.conflict_analysis (conflict_id, analysis_data) values (pg_temp.key('d', '020', 2), '{}');
insert into mediation.conflict_analysis (conflict_id, analysis_data) values (pg_temp.key('c', '00f', 9), '{}');
rollback;
