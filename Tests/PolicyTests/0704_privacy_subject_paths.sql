\echo # privacy.subject_paths: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select path from privacy.subject_paths where $1 is not null;
prepare try_insert(text) as insert into privacy.subject_paths (relation, path, columns) values ('core.users', 'x' || $1, '{id}');
prepare try_update(text) as update privacy.subject_paths set on_erase = 'keep' where $1 is not null;
prepare try_move(text, text) as update privacy.subject_paths set path = $2 where $1 is not null;
prepare try_delete(text) as delete from privacy.subject_paths where $1 is not null;
\ir fixtures/every_role.sql
rollback;
