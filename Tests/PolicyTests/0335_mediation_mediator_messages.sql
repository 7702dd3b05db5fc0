\echo # mediation.mediator_messages: seen like their session, appended by who sees it, changed by nobody
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, content from mediation.mediator_messages where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.mediator_messages (tenant_id, session_id, role, content) values (pg_temp.tenant($1), pg_temp.key($1, '025', 1), 'user', 'New');
prepare try_update(text) as update mediation.mediator_messages set content = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.mediator_messages set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.mediator_messages where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # the session of the other partner, one of couple D and one that is not there: the same answer
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
insert into mediation.mediator_messages (session_id, role, content) values (pg_temp.key('c', '025', 2), 'user', 'Forged');
insert into mediation.mediator_messages (session_id, role, content) values (pg_temp.key('d', '025', 1), 'user', 'Foreign');
insert into mediation.mediator_messages (session_id, role, content) values (pg_temp.key('c', '00f', 9), 'user', 'Nowhere');
\echo # place, owner and author are set by the server, and the session counts
insert into mediation.mediator_messages (session_id, role, content)
values (pg_temp.key('c', '025', 3), 'user', 'Both see this'), (pg_temp.key('c', '025', 3), 'assistant', 'And this') returning seq, owner_user_id, author_user_id;
select message_count, user_message_count, assistant_message_count from mediation.mediator_sessions order by id;
insert into mediation.mediator_messages (session_id, role, content, owner_user_id) values (pg_temp.key('c', '025', 3), 'user', 'Mine', palisade.user_id());
\echo # what is deleted is counted down again
reset role;
delete from mediation.mediator_messages where tenant_id = pg_temp.tenant('c') and role = 'assistant';
select message_count, user_message_count, assistant_message_count from mediation.mediator_sessions where tenant_id = pg_temp.tenant('c') order by id;
\echo # a session that has ended takes no more
set local role palisade_member;
update mediation.mediator_sessions set session_ended_at = now() where id = pg_temp.key('c', '025', 1);
insert into mediation.mediator_messages (session_id, role, content) values (pg_temp.key('c', '025', 1), 'user', 'Late');
rollback;
