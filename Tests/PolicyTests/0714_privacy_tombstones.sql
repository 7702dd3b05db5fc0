\echo # privacy.tombstones: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select kind from privacy.tombstones where $1 is not null;
prepare try_insert(text) as insert into privacy.tombstones (subject_hash, kind) values (sha256(convert_to($1, 'UTF8')), 'erase');
prepare try_update(text) as update privacy.tombstones set kind = 'restrict' where $1 is not null;
prepare try_move(text, text) as update privacy.tombstones set subject_hash = convert_to($2, 'UTF8') where $1 is not null;
prepare try_delete(text) as delete from privacy.tombstones where $1 is not null;
\ir fixtures/every_role.sql
rollback;
