\echo # assistant.messages: the persons alone; added, never changed
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_accounts.sql
prepare try_select(text) as select tenant_id, seq, content from assistant.messages where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into assistant.messages (tenant_id, conversation_id, role, content) values (pg_temp.tenant($1), pg_temp.key($1, '020', 3), 'user', 'New');
prepare try_update(text) as update assistant.messages set metadata = '{"changed": true}' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update assistant.messages set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from assistant.messages where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# nobody speaks into another''s conversation: the same answer as for one of B or none'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '020', 4), 'user', 'Forged');
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('b', '020', 3), 'user', 'Forged');
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '00f', 9), 'user', 'Forged');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '020', 3), 'user', 'Forged');
\echo # numbers follow each other, also within one statement, and counters with them; a key of the app adds one
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into assistant.messages (conversation_id, role, content, language, client_key) values
    (pg_temp.key('a', '020', 3), 'user', 'Laufende Gedanken', 'de', 'k1'), (pg_temp.key('a', '020', 3), 'assistant', 'Running late', null, 'k2') returning seq, language, search_vector;
insert into assistant.messages (conversation_id, role, content, client_key) values (pg_temp.key('a', '020', 3), 'user', 'Again', 'k1') on conflict do nothing;
insert into assistant.messages (conversation_id, role, content, client_key) values (pg_temp.key('a', '020', 3), 'user', 'Next', 'k3') returning seq;
select message_count, last_seq, version from assistant.conversations where id = pg_temp.key('a', '020', 3);
\echo # a message that is deleted is not counted; its number is not given again
reset role;
delete from assistant.messages where conversation_id = pg_temp.key('a', '020', 3) and seq = 4;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '020', 3), 'user', 'After') returning seq;
select message_count, last_seq from assistant.conversations where id = pg_temp.key('a', '020', 3);
\echo # roles and lengths are checked
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '020', 3), 'tool', 'x');
insert into assistant.messages (conversation_id, role, content) values (pg_temp.key('a', '020', 3), 'user', '');
rollback;
