\echo # privacy.exports: seen by whoever asked for them, written by nobody
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    select pg_temp.tenant(c), pg_temp.key(c, '00d', n), 'export', pg_temp.key(c, '001', n), 'p', 'palisade_member', array[pg_temp.tenant(c)]
    from unnest('{a,b}'::text[]) c, unnest('{1,3,4}'::int[]) n;
insert into privacy.exports (tenant_id, id, request_id, subject_id, requested_by, state)
    select pg_temp.tenant(c), pg_temp.key(c, '00e', n), pg_temp.key(c, '00d', n), pg_temp.key(c, '001', n), pg_temp.key(c, '001', n), 'ready'
    from unnest('{a,b}'::text[]) c, unnest('{1,3,4}'::int[]) n;
prepare try_select(text) as select tenant_id, id, state from privacy.exports where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.exports (tenant_id, request_id, subject_id, requested_by) values (pg_temp.tenant($1), pg_temp.key($1, '00d', 1), pg_temp.key($1, '001', 1), pg_temp.key($1, '001', 1));
prepare try_update(text) as update privacy.exports set state = 'pending' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.exports set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.exports where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # whom it is about is not told to who may see it
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select subject_id from privacy.exports;
rollback;
