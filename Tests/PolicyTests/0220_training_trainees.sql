\echo # training.trainees: a trainee sees and renames themselves, admins run the list, analysts see pseudonyms
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, id, pseudonym from training.trainees where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.trainees (tenant_id, email, full_name) values (pg_temp.tenant($1), 'new@example.test', 'New');
prepare try_update(text) as update training.trainees set full_name = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.trainees set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.trainees where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # an analyst reads no name and no address
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select full_name from training.trainees;
select email from training.trainees;
select user_id from training.trainees;
\echo # a trainee changes neither team nor account
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update training.trainees set team = 'Mine';
update training.trainees set user_id = pg_temp.key('a', '001', 4);
\echo # an address that company B has can be used in A; one that A has cannot
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
insert into training.trainees (email, full_name) values ('b3@example.test', 'Same address') returning tenant_id, email;
insert into training.trainees (email, full_name) values ('a3@example.test', 'Same address');
\echo # an admin neither links an account, be it their own, nor takes one away
insert into training.trainees (email, full_name, user_id) values ('a1@example.test', 'A 1', pg_temp.key('a', '001', 1));
update training.trainees set user_id = pg_temp.key('a', '001', 1) where id = pg_temp.key('a', '002', 3);
update training.trainees set user_id = null;
\echo # the service does both
set local role palisade_service;
insert into training.trainees (email, full_name, user_id) values ('a2@example.test', 'A 2', pg_temp.key('a', '001', 2)) returning user_id;
update training.trainees set user_id = null where email = 'a2@example.test' returning user_id;
update training.trainees set user_id = pg_temp.key('a', '001', 2) where email = 'a2@example.test' returning user_id;
\echo # but not one of another company, nor one that does not exist: the same answer
insert into training.trainees (email, full_name, user_id) values ('c@example.test', 'C', pg_temp.key('b', '001', 3));
insert into training.trainees (email, full_name, user_id) values ('c@example.test', 'C', pg_temp.key('a', '00f', 9));
rollback;
