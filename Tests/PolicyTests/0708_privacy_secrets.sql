\echo # privacy.secrets: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select name from privacy.secrets where $1 is not null;
prepare try_insert(text) as insert into privacy.secrets (name, value) values ($1, sha256('x'));
prepare try_update(text) as update privacy.secrets set value = sha256('x') where $1 is not null;
prepare try_move(text, text) as update privacy.secrets set name = $2 where $1 is not null;
prepare try_delete(text) as delete from privacy.secrets where $1 is not null;
\ir fixtures/every_role.sql
rollback;
