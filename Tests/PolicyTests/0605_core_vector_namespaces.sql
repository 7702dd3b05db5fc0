\echo # core.vector_namespaces: no request role reads or writes it; functions read it
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select name from core.vector_namespaces where $1 is not null;
prepare try_insert(text) as insert into core.vector_namespaces (name, model, allowed_tables) values ('new', 'any', array['a.' || $1]);
prepare try_update(text) as update core.vector_namespaces set dims = 3 where $1 is not null;
prepare try_move(text, text) as update core.vector_namespaces set name = $1 || $2;
prepare try_delete(text) as delete from core.vector_namespaces where $1 is not null;
\ir fixtures/every_partner.sql

\echo # as the definer: reads, writes nothing
reset role;
set local role palisade_definer;
select name, dims, metric, model, allowed_tables from core.vector_namespaces order by name;
delete from core.vector_namespaces;
rollback;
