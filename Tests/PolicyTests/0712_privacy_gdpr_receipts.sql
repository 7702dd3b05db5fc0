\echo # privacy.gdpr_receipts: admins see those of the tenant, members their own; nobody changes one
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    select pg_temp.tenant(c), pg_temp.key(c, '00a', n), 'export', pg_temp.key(c, '001', n), 'p' || n, 'palisade_admin', array[pg_temp.tenant(c)]
    from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
insert into privacy.gdpr_receipts (tenant_id, id, number, request_id, content, previous_hash, hash)
    select pg_temp.tenant(c), pg_temp.key(c, '00b', n), n, pg_temp.key(c, '00a', n), '{}', '', encode(sha256('{}'), 'hex')
    from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
prepare try_select(text) as select tenant_id, id, number from privacy.gdpr_receipts where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.gdpr_receipts (tenant_id, id, number, request_id, content, previous_hash, hash) values (pg_temp.tenant($1), gen_random_uuid(), 9, pg_temp.key($1, '00a', 3), '{}', '', '');
prepare try_update(text) as update privacy.gdpr_receipts set content = '{}' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.gdpr_receipts set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.gdpr_receipts where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # append-only for everybody, and a hash that does not fit its content is refused
reset role;
update privacy.gdpr_receipts set content = '{"rows": 0}';
delete from privacy.gdpr_receipts;
truncate privacy.gdpr_receipts;
insert into privacy.gdpr_receipts (tenant_id, id, number, request_id, content, previous_hash, hash)
    values (pg_temp.tenant('a'), gen_random_uuid(), 9, pg_temp.key('a', '00a', 3), '{"rows": 1}', '', encode(sha256('{}'), 'hex'));
rollback;
