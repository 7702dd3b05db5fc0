\echo # core.tenants: everybody sees their own tenant; admins set its time zone and language
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select id, kind, time_zone from core.tenants where $1 = 'a' or id = pg_temp.tenant($1);
prepare try_insert(text) as insert into core.tenants (kind) select 'company' where $1 is not null;
prepare try_update(text) as update core.tenants set time_zone = 'Asia/Tokyo' where id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.tenants set id = pg_temp.key($2, '00f', 9) where id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.tenants where id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo
\echo # an admin changes neither kind nor status, and nobody reads where the key is kept
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update core.tenants set kind = 'personal';
update core.tenants set status = 'suspended';
select key_ref from core.tenants;
set local role palisade_service;
select key_ref from core.tenants;
set local role palisade_analyst;
select status from core.tenants;
\echo # a time zone that is none is refused
set local role palisade_admin;
update core.tenants set time_zone = 'Mars/Olympus';
rollback;
