\echo # core.invitations: admins see those of their tenant, others what they sent; functions write
begin;
\ir fixtures/two_companies.sql
insert into core.invitations (tenant_id, email, role, display_name, invited_by_user_id)
    select pg_temp.tenant(c), 'new' || n || '@example.test', 'member', 'New ' || upper(c) || n, pg_temp.key(c, '001', n)
    from unnest('{a,b}'::text[]) c, unnest('{1,3}'::integer[]) n;
prepare try_select(text) as select tenant_id, display_name from core.invitations where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by display_name;
prepare try_insert(text) as insert into core.invitations (tenant_id, email, role, display_name) values (pg_temp.tenant($1), 'x@example.test', 'admin', 'X');
prepare try_update(text) as update core.invitations set role = 'admin' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.invitations set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.invitations where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
rollback;
