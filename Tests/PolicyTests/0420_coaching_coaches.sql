\echo # coaching.coaches: known to all in the organization but analysts; a coach keeps their own row, admins the list
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, name from coaching.coaches where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.coaches (tenant_id, email, name) values (pg_temp.tenant($1), 'new@example.test', 'New');
prepare try_update(text) as update coaching.coaches set name = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.coaches set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.coaches where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# whose account a coach is, neither a coach nor an admin says: or they would read in that coach''s place'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update coaching.coaches set user_id = pg_temp.key('a', '001', 3) where id = pg_temp.key('a', '010', 4);
update coaching.coaches set email = 'mine@example.test';
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update coaching.coaches set user_id = pg_temp.key('a', '001', 1) where id = pg_temp.key('a', '010', 4);
insert into coaching.coaches (tenant_id, user_id, email, name) values (pg_temp.tenant('a'), pg_temp.key('a', '001', 1), 'x@example.test', 'X');
\echo # the same address may be used in another organization: no error tells of it
insert into coaching.coaches (email, name) values ('b3@example.test', 'Twin');
\echo '# a colleague''s row is not changed, and nothing is said of it'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update coaching.coaches set name = 'Renamed' where id = pg_temp.key('a', '010', 4);
\echo # the service links no account of another tenant
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
update coaching.coaches set user_id = pg_temp.key('b', '001', 3) where id = pg_temp.key('a', '010', 4);
update coaching.coaches set name = '' where id = pg_temp.key('a', '010', 4);
rollback;
