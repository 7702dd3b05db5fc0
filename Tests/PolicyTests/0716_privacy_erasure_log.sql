\echo # privacy.erasure_log: closed to every request role
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select kind from privacy.erasure_log where $1 is not null;
prepare try_insert(text) as insert into privacy.erasure_log (kind, relation, tenant_id, subject_hash, request_id) values ('erase', 'core.users', pg_temp.tenant($1), 'x', gen_random_uuid());
prepare try_update(text) as update privacy.erasure_log set kind = 'erase' where $1 is not null;
prepare try_move(text, text) as update privacy.erasure_log set tenant_id = pg_temp.tenant($2) where $1 is not null;
prepare try_delete(text) as delete from privacy.erasure_log where $1 is not null;
\ir fixtures/every_role.sql
rollback;
