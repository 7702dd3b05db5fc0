\echo # coaching.sessions: a coach sees and keeps their own; admins read all but where the transcript lies
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, session_date from coaching.sessions where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.sessions (tenant_id, coach_id, session_date, session_type) values (pg_temp.tenant($1), pg_temp.key($1, '010', 3), date '2026-06-01', 'group');
prepare try_update(text) as update coaching.sessions set duration_minutes = 50 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.sessions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.sessions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a coach makes no session for a colleague, gives none away, and sees none of theirs by its key
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.sessions (coach_id, session_date, session_type) values (pg_temp.key('a', '010', 4), date '2026-06-01', 'group');
update coaching.sessions set coach_id = pg_temp.key('a', '010', 4);
select session_type from coaching.sessions where id = pg_temp.key('a', '011', 4);
\echo # where the transcript lies and how far it is, the server says; admins do not see where it lies
update coaching.sessions set transcript_url = 'https://example.test';
update coaching.sessions set processing_status = 'complete';
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select transcript_url from coaching.sessions;
\echo # a coach of organization B cannot be named in A, nor one who does not exist: the same answer
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
insert into coaching.sessions (coach_id, session_date, session_type) values (pg_temp.key('b', '010', 3), date '2026-06-01', 'group');
insert into coaching.sessions (coach_id, session_date, session_type) values (pg_temp.key('a', '00f', 9), date '2026-06-01', 'group');
\echo # values have their ranges
insert into coaching.sessions (coach_id, session_date, session_type) values (pg_temp.key('a', '010', 3), date '2026-06-01', 'Group session');
insert into coaching.sessions (coach_id, session_date, session_type, duration_minutes) values (pg_temp.key('a', '010', 3), date '2026-06-01', 'group', -1);
insert into coaching.sessions (coach_id, session_date, session_type, processing_status) values (pg_temp.key('a', '010', 3), date '2026-06-01', 'group', 'completed');
rollback;
