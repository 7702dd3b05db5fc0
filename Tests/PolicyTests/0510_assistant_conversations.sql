\echo # assistant.conversations: the persons alone, whatever their role; not even an admin of the tenant sees anothers
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_accounts.sql
prepare try_select(text) as select tenant_id, title from assistant.conversations where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into assistant.conversations (tenant_id, user_id, title) values (pg_temp.tenant($1), pg_temp.key($1, '001', 3), 'New');
prepare try_update(text) as update assistant.conversations set title = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update assistant.conversations set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from assistant.conversations where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# nobody opens a conversation in another''s name, and nobody counts for themselves'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into assistant.conversations (user_id, title) values (pg_temp.key('a', '001', 4), 'Forged');
insert into assistant.conversations (title) values ('Mine') returning user_id = palisade.user_id() as mine, message_count;
update assistant.conversations set message_count = 100;
update assistant.conversations set deleted_at = now();
update assistant.conversations set user_id = pg_temp.key('a', '001', 4);
\echo # a member of B is no person of A
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
insert into assistant.conversations (user_id, title) values (pg_temp.key('b', '001', 3), 'Foreign');
\echo # what was deleted is gone for the person
reset role;
update assistant.conversations set deleted_at = now() where id = pg_temp.key('a', '020', 3);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select title from assistant.conversations where id = pg_temp.key('a', '020', 3);
update assistant.conversations set title = 'Back' where id = pg_temp.key('a', '020', 3);
rollback;
