\echo # privacy.vacuum_queue: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select relation from privacy.vacuum_queue where $1 is not null;
prepare try_insert(text) as insert into privacy.vacuum_queue (relation) values ($1);
prepare try_update(text) as update privacy.vacuum_queue set queued_at = now() where $1 is not null;
prepare try_move(text, text) as update privacy.vacuum_queue set relation = $2 where $1 is not null;
prepare try_delete(text) as delete from privacy.vacuum_queue where $1 is not null;
\ir fixtures/every_role.sql
rollback;
