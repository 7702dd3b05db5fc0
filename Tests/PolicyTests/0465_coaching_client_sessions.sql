\echo # coaching.client_sessions: seen and written with the session; no way to a client that the coach does not see
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, client_id, session_id from coaching.client_sessions where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.client_sessions (tenant_id, client_id, session_id) values (pg_temp.tenant($1), pg_temp.key($1, '012', 5), pg_temp.key($1, '011', 5));
prepare try_update(text) as update coaching.client_sessions set engagement_level = 'high' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.client_sessions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.client_sessions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# a coach cannot come to know a colleague''s client by naming the key: the same answer as for one of B or none'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('a', '012', 4), pg_temp.key('a', '011', 5));
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('b', '012', 3), pg_temp.key('a', '011', 5));
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('a', '00f', 9), pg_temp.key('a', '011', 5));
\echo '# nor put a client of theirs into a colleague''s session'
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('a', '012', 5), pg_temp.key('a', '011', 4));
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('a', '012', 5), pg_temp.key('b', '011', 3));
update coaching.client_sessions set client_id = pg_temp.key('a', '012', 4);
update coaching.client_sessions set coach_id = pg_temp.key('a', '010', 4);
\echo # a client takes part once
insert into coaching.client_sessions (client_id, session_id) values (pg_temp.key('a', '012', 3), pg_temp.key('a', '011', 5));
\echo # client and session of different organizations are not joined, whoever asks
reset role;
insert into coaching.client_sessions (tenant_id, client_id, session_id) values (pg_temp.tenant('a'), pg_temp.key('b', '012', 3), pg_temp.key('a', '011', 5));
\echo # values have their ranges
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
update coaching.client_sessions set priority_score = 1.5;
update coaching.client_sessions set engagement_level = 'medium-high';
rollback;
