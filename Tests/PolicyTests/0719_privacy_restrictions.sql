\echo # privacy.restrictions: for the procedures alone
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    select pg_temp.tenant(c), pg_temp.key(c, '00d', 3), 'restrict', pg_temp.key(c, '001', 3), 'p', 'palisade_admin', array[pg_temp.tenant(c)]
    from unnest('{a,b}'::text[]) c;
insert into privacy.restrictions (tenant_id, relation, subject_key, user_id, request_id)
    select pg_temp.tenant(c), 'training.trainees', pg_temp.key(c, '002', 3), pg_temp.key(c, '001', 3), pg_temp.key(c, '00d', 3)
    from unnest('{a,b}'::text[]) c;
prepare try_select(text) as select * from privacy.restrictions where $1 = 'a' or tenant_id = pg_temp.tenant($1);
prepare try_insert(text) as insert into privacy.restrictions (tenant_id, relation, subject_key, request_id) values (pg_temp.tenant($1), 'x', 'x', pg_temp.key($1, '00d', 3));
prepare try_update(text) as update privacy.restrictions set relation = 'x' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.restrictions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.restrictions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
rollback;
