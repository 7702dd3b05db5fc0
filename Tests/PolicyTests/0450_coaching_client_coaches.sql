\echo # coaching.client_coaches: written by nobody; a coach sees whom they know
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, client_id, coach_id, session_count from coaching.client_coaches where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by tenant_id, client_id, coach_id;
prepare try_insert(text) as insert into coaching.client_coaches (tenant_id, client_id, coach_id, session_count) values (pg_temp.tenant($1), pg_temp.key($1, '012', 4), pg_temp.key($1, '010', 3), 1);
prepare try_update(text) as update coaching.client_coaches set session_count = 9 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.client_coaches set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.client_coaches where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # it is counted from the parts of sessions, up and down
reset role;
delete from coaching.client_sessions where id = pg_temp.key('a', '013', 5);
select client_id, session_count from coaching.client_coaches where coach_id = pg_temp.key('a', '010', 3);
delete from coaching.client_sessions where id = pg_temp.key('a', '013', 3);
select client_id, session_count from coaching.client_coaches where coach_id = pg_temp.key('a', '010', 3);
\echo # a client who is deleted is known to nobody
delete from coaching.clients where id = pg_temp.key('a', '012', 4);
select count(*) from coaching.client_coaches where coach_id = pg_temp.key('a', '010', 4);
rollback;
