\echo # core.users: a person sees their own row, whatever the tenant; nobody writes
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select id, email from core.users where $1 = 'a' or id = pg_temp.key($1, '001', 3);
prepare try_insert(text) as insert into core.users (email) select $1 || '9@example.test';
prepare try_update(text) as update core.users set email = 'x@example.test' where id = pg_temp.key($1, '001', 3);
prepare try_move(text, text) as update core.users set id = pg_temp.key($2, '001', 9) where id = pg_temp.key($1, '001', 3);
prepare try_delete(text) as delete from core.users where id = pg_temp.key($1, '001', 3);
\ir fixtures/every_role.sql
\echo
\echo # without a user in the context: nobody
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', '', true) \g /dev/null
set local role palisade_member;
select id from core.users;
rollback;
