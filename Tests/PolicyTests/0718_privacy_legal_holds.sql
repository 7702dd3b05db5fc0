\echo # privacy.legal_holds: set and seen by the admins of the tenant
begin;
\ir fixtures/two_companies.sql
insert into privacy.legal_holds (tenant_id, id, subject_id, reason)
    select pg_temp.tenant(c), pg_temp.key(c, '00c', n), pg_temp.key(c, '001', n), 'Claim ' || n from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
prepare try_select(text) as select tenant_id, reason from privacy.legal_holds where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.legal_holds (tenant_id, subject_id, reason) values (pg_temp.tenant($1), pg_temp.key($1, '001', 3), 'New');
prepare try_update(text) as update privacy.legal_holds set reason = reason || '!' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.legal_holds set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.legal_holds where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
rollback;
