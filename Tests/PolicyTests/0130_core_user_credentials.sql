\echo # core.user_credentials: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select user_id from core.user_credentials where $1 is not null;
prepare try_insert(text) as insert into core.user_credentials (user_id, password_hash) select pg_temp.key($1, '001', 5), '$x$y';
prepare try_update(text) as update core.user_credentials set password_hash = '$x$y' where user_id = pg_temp.key($1, '001', 3);
prepare try_move(text, text) as update core.user_credentials set user_id = pg_temp.key($2, '001', 5) where user_id = pg_temp.key($1, '001', 3);
prepare try_delete(text) as delete from core.user_credentials where user_id = pg_temp.key($1, '001', 3);
\ir fixtures/every_role.sql
\echo
\echo # not even the owner of the table reads it
set local role palisade_owner;
select user_id from core.user_credentials;
rollback;
