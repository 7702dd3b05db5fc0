\echo # privacy.audit_seals: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select number from privacy.audit_seals where $1 is not null;
prepare try_insert(text) as insert into privacy.audit_seals (number, entries, first_id, last_id, first_at, last_at, content_hash, previous_hash, hash) values (length($1), 1, 1, 1, now(), now(), '', '', '');
prepare try_update(text) as update privacy.audit_seals set entries = 0 where $1 is not null;
prepare try_move(text, text) as update privacy.audit_seals set number = length($2) where $1 is not null;
prepare try_delete(text) as delete from privacy.audit_seals where $1 is not null;
\ir fixtures/every_role.sql
rollback;
