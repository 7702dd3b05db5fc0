\echo # privacy.audit_log: admins see those of the tenant, members what they did themselves; nobody writes or changes an entry
begin;
\ir fixtures/two_companies.sql
insert into privacy.actors (tenant_id, user_id, id)
    select pg_temp.tenant(c), pg_temp.key(c, '001', n), pg_temp.key(c, '00d', n) from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
insert into privacy.audit_log (tenant_id, actor, role, operation, relation, row_key)
    select pg_temp.tenant(c), pg_temp.key(c, '00d', n), 'palisade_member', 'read', 'x.y', c || n from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
prepare try_select(text) as select tenant_id, row_key from privacy.audit_log where ($1 = 'a' or tenant_id = pg_temp.tenant($1)) and operation = 'read' order by id;
prepare try_insert(text) as insert into privacy.audit_log (tenant_id, role, operation, relation) values (pg_temp.tenant($1), 'x', 'read', 'x.y');
prepare try_update(text) as update privacy.audit_log set row_key = null where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.audit_log set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.audit_log where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # what a member changes is on record: who, which row, which columns, no values
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update training.sessions set title = 'Secret words' where id = pg_temp.key('a', '003', 3);
insert into training.sessions (trainee_id, title) values (pg_temp.key('a', '002', 3), 'Secret words');
select operation, relation, row_key = pg_temp.key('a', '003', 3)::text as that_row, columns, actor = pg_temp.key('a', '00d', 3) as by_them, role
from privacy.audit_log where operation in ('insert', 'update') order by id;
select count(*) as with_words from privacy.audit_log as entry where entry::text like '%Secret%';
\echo # a write that the policies refuse is not on record, since nothing was written
insert into training.sessions (trainee_id, title) values (pg_temp.key('a', '002', 4), 'Forged');
select count(*) from privacy.audit_log where operation = 'insert';
\echo # append-only for everybody
reset role;
update privacy.audit_log set role = 'x';
update privacy.audit_log set seal = 1, role = 'x' where operation = 'read';
delete from privacy.audit_log;
truncate privacy.audit_log;
\echo # a partition, by its own name, is no way around
set local role palisade_admin;
select count(*) from privacy.audit_log_rest;
rollback;
