\echo # training.sessions: a trainee sees and keeps their own; admins all of the company without the recording
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, title from training.sessions where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.sessions (tenant_id, trainee_id, title) values (pg_temp.tenant($1), pg_temp.key($1, '002', 3), 'New');
prepare try_update(text) as update training.sessions set title = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.sessions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.sessions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a trainee makes no session for a colleague, and does not give one away
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.sessions (trainee_id, title) values (pg_temp.key('a', '002', 4), 'Forged');
update training.sessions set trainee_id = pg_temp.key('a', '002', 4);
\echo # nor sees or changes that of a colleague by its key
select title from training.sessions where id = pg_temp.key('a', '003', 4);
update training.sessions set title = 'Changed' where id = pg_temp.key('a', '003', 4) returning title;
\echo # what it costs and where the recording lies is for the server to say
update training.sessions set minute_cost = 0;
update training.sessions set audio_file_url = 'https://example.test';
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select audio_file_url from training.sessions;
\echo # a trainee of company B cannot be named in A, nor one who does not exist: the same answer
insert into training.sessions (trainee_id, title) values (pg_temp.key('b', '002', 3), 'Foreign');
insert into training.sessions (trainee_id, title) values (pg_temp.key('a', '00f', 9), 'Nobody');
\echo # a client chooses no key
insert into training.sessions (id, trainee_id, title) values (pg_temp.key('a', '00f', 9), pg_temp.key('a', '002', 3), 'Chosen');
\echo # a change is counted
update training.sessions set title = 'Changed' where id = pg_temp.key('a', '003', 3) returning title, version;
rollback;
