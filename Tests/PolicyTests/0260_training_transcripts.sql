\echo # training.transcripts: the trainee and the service only; admins and analysts hold no grant
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, content from training.transcripts where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.transcripts (tenant_id, session_id, content) values (pg_temp.tenant($1), pg_temp.key($1, '003', 5), 'New');
prepare try_update(text) as update training.transcripts set content = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.transcripts set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.transcripts where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a trainee adds nothing to the session of a colleague: the same answer as for one of company B, or none at all
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.transcripts (session_id, content) values (pg_temp.key('a', '003', 6), 'Forged');
insert into training.transcripts (session_id, content) values (pg_temp.key('b', '003', 5), 'Forged');
insert into training.transcripts (session_id, content) values (pg_temp.key('a', '00f', 9), 'Forged');
\echo # the setting of the company opens nothing to admins here: reading goes by a function that logs
reset role;
update training.companies set admin_reads_transcripts = true;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select content from training.transcripts;
\echo # an admin may also enter as a member, but not as somebody else: neither account can be unlinked or linked
reset role;
insert into training.trainees (tenant_id, id, user_id, email, full_name) values (pg_temp.tenant('a'), pg_temp.key('a', '002', 1), pg_temp.key('a', '001', 1), 'a1@example.test', 'Admin who trains');
set local role palisade_admin;
select palisade.enter() is not null as entered;
update training.trainees set user_id = null where id = pg_temp.key('a', '002', 1);
update training.trainees set user_id = pg_temp.key('a', '001', 1) where id = pg_temp.key('a', '002', 3);
set local role palisade_member;
select palisade.enter() is not null as entered;
select id = pg_temp.key('a', '002', 1) as still_the_same from training.own_trainee();
select count(*) as transcripts from training.transcripts;
\echo # the walk itself is sound: where the link does change, so does what they read
reset role;
update training.trainees set user_id = null where id = pg_temp.key('a', '002', 1);
update training.trainees set user_id = pg_temp.key('a', '001', 1) where id = pg_temp.key('a', '002', 3);
set local role palisade_member;
select count(*) as transcripts from training.transcripts;
rollback;
