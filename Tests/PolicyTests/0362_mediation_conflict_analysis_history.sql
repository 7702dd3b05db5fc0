\echo # mediation.conflict_analysis_history: both partners read it; a trigger alone writes
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, analysis_version, revision from mediation.conflict_analysis_history where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.conflict_analysis_history (tenant_id, analysis_id, conflict_id, revision, analysis_data, analyzed_at) values (pg_temp.tenant($1), pg_temp.key($1, '022', 1), pg_temp.key($1, '020', 1), 9, '{}', now());
prepare try_update(text) as update mediation.conflict_analysis_history set analysis_version = '3' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.conflict_analysis_history set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.conflict_analysis_history where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql
rollback;
