\echo # privacy.export_chunks: read by whoever asked for the export, while it is being fetched; written by nobody
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    select pg_temp.tenant(c), pg_temp.key(c, '00d', n), 'export', pg_temp.key(c, '001', n), 'p', 'palisade_member', array[pg_temp.tenant(c)]
    from unnest('{a,b}'::text[]) c, unnest('{1,3,4}'::int[]) n;
insert into privacy.exports (tenant_id, id, request_id, subject_id, requested_by, state, expires_at)
    select pg_temp.tenant(c), pg_temp.key(c, '00e', n), pg_temp.key(c, '00d', n), pg_temp.key(c, '001', n), pg_temp.key(c, '001', n), 'fetching', now() + interval '1 hour'
    from unnest('{a,b}'::text[]) c, unnest('{1,3,4}'::int[]) n;
insert into privacy.export_chunks (tenant_id, export_id, position, content)
    select tenant_id, id, 1, '\x00' from privacy.exports;
prepare try_select(text) as select tenant_id, export_id, position from privacy.export_chunks where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by export_id;
prepare try_insert(text) as insert into privacy.export_chunks (tenant_id, export_id, position, content) values (pg_temp.tenant($1), pg_temp.key($1, '00e', 1), 2, '\x00');
prepare try_update(text) as update privacy.export_chunks set content = '\x01' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.export_chunks set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.export_chunks where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # by state: only while it is fetched, and not longer than it lasts
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*) as fetching from privacy.export_chunks;
reset role;
update privacy.exports set expires_at = now() - interval '1 second';
set local role palisade_member;
select count(*) as expired from privacy.export_chunks;
reset role;
update privacy.exports set expires_at = now() + interval '1 hour', state = 'ready';
set local role palisade_member;
select count(*) as ready from privacy.export_chunks;
reset role;
update privacy.exports set state = 'fetched';
set local role palisade_member;
select count(*) as fetched from privacy.export_chunks;
rollback;
