\echo # training.session_participants: seen with the session
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, display_name from training.session_participants where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.session_participants (tenant_id, session_id, speaker, kind, display_name) values (pg_temp.tenant($1), pg_temp.key($1, '003', 5), 'customer', 'ai_persona', 'New');
prepare try_update(text) as update training.session_participants set display_name = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.session_participants set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.session_participants where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a trainee adds nothing to the session of a colleague: the same answer as for one of company B, or none at all
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.session_participants (session_id, speaker, kind, display_name) values (pg_temp.key('a', '003', 6), 'x', 'coach', 'X');
insert into training.session_participants (session_id, speaker, kind, display_name) values (pg_temp.key('b', '003', 5), 'x', 'coach', 'X');
insert into training.session_participants (session_id, speaker, kind, display_name) values (pg_temp.key('a', '00f', 9), 'x', 'coach', 'X');
\echo # the trainee is taken from the session
insert into training.session_participants (session_id, speaker, kind, display_name) values (pg_temp.key('a', '003', 3), 'coach', 'coach', 'X') returning trainee_id;
rollback;
