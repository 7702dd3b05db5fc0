\echo # core.integrity_findings: admins and jobs read them; the check writes
begin;
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
prepare try_select(text) as select tenant_id, kind, in_db, in_object from core.integrity_findings where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into core.integrity_findings (tenant_id, kind, source_id, in_db, in_object, in_vector) values (pg_temp.tenant($1), 'profile', pg_temp.key('c', '00f', 9), true, true, true);
prepare try_update(text) as update core.integrity_findings set in_object = true where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.integrity_findings set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.integrity_findings where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql
rollback;
