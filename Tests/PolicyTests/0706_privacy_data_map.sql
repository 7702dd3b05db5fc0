\echo # privacy.data_map: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select column_name from privacy.data_map where $1 is not null;
prepare try_insert(text) as insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values ('core.users', $1, 'technical', 'keep', 'keep', 'never');
prepare try_update(text) as update privacy.data_map set erase = 'keep' where $1 is not null;
prepare try_move(text, text) as update privacy.data_map set column_name = $2 where $1 is not null;
prepare try_delete(text) as delete from privacy.data_map where $1 is not null;
\ir fixtures/every_role.sql
rollback;
