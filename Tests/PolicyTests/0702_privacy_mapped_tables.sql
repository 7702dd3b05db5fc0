\echo # privacy.mapped_tables: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select relation from privacy.mapped_tables where $1 is not null;
prepare try_insert(text) as insert into privacy.mapped_tables (relation, key_columns) values ('x.' || $1, '{id}');
prepare try_update(text) as update privacy.mapped_tables set clock_column = null where $1 is not null;
prepare try_move(text, text) as update privacy.mapped_tables set relation = $2 where $1 is not null;
prepare try_delete(text) as delete from privacy.mapped_tables where $1 is not null;
\ir fixtures/every_role.sql
rollback;
