\echo # coaching.organizations: seen by all in it, by analysts its name only; admins change it
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select id, name from coaching.organizations where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.organizations (tenant_id, id, name) values (pg_temp.tenant($1), pg_temp.tenant($1), 'Second');
prepare try_update(text) as update coaching.organizations set name = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.organizations set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.organizations where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # an analyst sees no more than the name; an organization is its tenant
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select settings from coaching.organizations;
reset role;
insert into coaching.organizations (tenant_id, id, name) values (pg_temp.tenant('a'), pg_temp.key('a', '010', 3), 'Other');
rollback;
