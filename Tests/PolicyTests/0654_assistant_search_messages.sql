\echo # assistant.search_messages: the person alone searches their messages
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_accounts.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select message_id, headline from assistant.search_messages('thought');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select message_id, headline from assistant.search_messages('thought');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select message_id, headline from assistant.search_messages('thought');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select message_id, headline from assistant.search_messages('thought');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select message_id, headline from assistant.search_messages('thought');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*) from assistant.search_messages('running', 5);
\echo # what was deleted is not found
select assistant.delete_conversation(pg_temp.key('a', '020', 3));
select count(*) from assistant.search_messages('running');
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true) \g /dev/null
select count(*) from assistant.search_messages('running');
rollback;
