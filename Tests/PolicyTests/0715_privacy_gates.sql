\echo # privacy.gates: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select bucket from privacy.gates where $1 is not null;
prepare try_insert(text) as insert into privacy.gates (bucket) values (5000 + length($1));
prepare try_update(text) as update privacy.gates set passed = 0 where $1 is not null;
prepare try_move(text, text) as update privacy.gates set bucket = length($2) where $1 is not null;
prepare try_delete(text) as delete from privacy.gates where $1 is not null;
\ir fixtures/every_role.sql
rollback;
