\echo # privacy.gdpr_requests: admins see those of the tenant, members their own; written by procedures alone
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    select pg_temp.tenant(c), pg_temp.key(c, '00a', n), 'erase', pg_temp.key(c, '001', n), 'p' || n, 'palisade_admin', array[pg_temp.tenant(c)]
    from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
prepare try_select(text) as select tenant_id, id, kind, state from privacy.gdpr_requests where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.gdpr_requests (tenant_id, kind, subject_pseudonym, requested_role, tenants) values (pg_temp.tenant($1), 'erase', 'x', 'x', '{}');
prepare try_update(text) as update privacy.gdpr_requests set state = 'done' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.gdpr_requests set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.gdpr_requests where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # the keys of the person in each table are not for anybody to read
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select roots from privacy.gdpr_requests;
rollback;
