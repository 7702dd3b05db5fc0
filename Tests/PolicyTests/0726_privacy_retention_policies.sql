\echo # privacy.retention_policies: set and seen by the admins of the tenant
begin;
\ir fixtures/two_companies.sql
insert into privacy.retention_policies (tenant_id, id, relation, action, keep_days)
    select pg_temp.tenant(c), pg_temp.key(c, '00e', 1), 'training.sessions', 'delete', 30 from unnest('{a,b}'::text[]) c;
prepare try_select(text) as select tenant_id, relation, action, keep_days from privacy.retention_policies where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.retention_policies (tenant_id, relation, action, keep_days) values (pg_temp.tenant($1), 'training.transcripts', 'anonymize', 90);
prepare try_update(text) as update privacy.retention_policies set keep_days = 60 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.retention_policies set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.retention_policies where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # a table whose rows do not age is refused
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
insert into privacy.retention_policies (relation, action, keep_days) values ('core.tenants', 'delete', 90);
rollback;
