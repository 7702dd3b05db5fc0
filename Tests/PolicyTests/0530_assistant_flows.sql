\echo # assistant: conversations are begun, named, added to and deleted by the person, and nothing twice
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_accounts.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # as the person prefers it; the same key begins one
select personality, language, presence_level from core.set_user_preferences(personality => 'coach', language => 'de');
select personality, language, presence_level from core.set_user_preferences(presence_level => 'quiet');
select title, personality, language from assistant.create_conversation('New', client_key => 'c1');
select title, personality, language from assistant.create_conversation('Newer', 'friend', client_key => 'c1');
\echo # messages are numbered; the same key adds one
select seq, role, language from assistant.add_message(pg_temp.key('a', '020', 3), 'Hello', client_key => 'm1');
select seq, role, content from assistant.add_message(pg_temp.key('a', '020', 3), 'Hello again', client_key => 'm1');
select seq, role, model from assistant.add_message(pg_temp.key('a', '020', 3), 'Hi', 'assistant', tokens_used => 12, model => 'yu-1');
select message_count, last_seq from assistant.conversations where id = pg_temp.key('a', '020', 3);
\echo '# not to another''s conversation, one of B, or none: the same answer'
select seq from assistant.add_message(pg_temp.key('a', '020', 4), 'Forged');
select seq from assistant.add_message(pg_temp.key('b', '020', 3), 'Forged');
select seq from assistant.add_message(pg_temp.key('a', '00f', 9), 'Forged');
\echo # named from what was read
select title, version from assistant.rename_conversation(pg_temp.key('a', '020', 3), 'Renamed', 1);
select title from assistant.rename_conversation(pg_temp.key('a', '020', 3), 'Renamed again', 1);
select title from assistant.rename_conversation(pg_temp.key('a', '020', 4), 'Forged');
\echo # deleted with all its messages, also when asked twice; nothing is added to it
select assistant.delete_conversation(pg_temp.key('a', '020', 3));
select assistant.delete_conversation(pg_temp.key('a', '020', 3));
select count(*) from assistant.conversations where id = pg_temp.key('a', '020', 3);
select count(*) from assistant.messages where conversation_id = pg_temp.key('a', '020', 3);
select seq from assistant.add_message(pg_temp.key('a', '020', 3), 'Late');
\echo '# not another''s, nor one of B'
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
select assistant.delete_conversation(pg_temp.key('b', '020', 3));
reset role;
select count(*) as others_left from assistant.conversations where deleted_at is null and id in (pg_temp.key('a', '020', 4), pg_temp.key('b', '020', 3));
select count(*) as kept_until_retention from assistant.messages where conversation_id = pg_temp.key('a', '020', 3);
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select assistant.delete_conversation(pg_temp.key('a', '020', 4));
rollback to tried;
rollback;
