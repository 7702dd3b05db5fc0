\echo # core.memberships: seen in the tenant by all but analysts; a member renames themselves, an admin runs the list
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, user_id, role from core.memberships where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by user_id;
prepare try_insert(text) as insert into core.memberships (tenant_id, user_id, display_name) values (pg_temp.tenant($1), pg_temp.key($1, '001', 5), 'New');
prepare try_update(text) as update core.memberships set display_name = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.memberships set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.memberships where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # a member promotes neither themselves nor others
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update core.memberships set role = 'admin';
\echo # an admin promotes within the tenant
select set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update core.memberships set role = 'analyst' where user_id = pg_temp.key('a', '001', 4) returning user_id, role;
rollback;
