\echo # mediation.rant_messages: each partner their own and nothing else; nobody else, a job in the name of its owner
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, partner_id, content from mediation.rant_messages where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.rant_messages (tenant_id, role, content) values (pg_temp.tenant($1), 'user', 'New');
prepare try_update(text) as update mediation.rant_messages set sentiment_score = -1 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.rant_messages set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.rant_messages where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a partner writes none in the name of the other, and gives none away
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
insert into mediation.rant_messages (owner_user_id, role, content) values (pg_temp.key('c', '001', 2), 'user', 'Forged');
update mediation.rant_messages set owner_user_id = pg_temp.key('c', '001', 2);
\echo # nor sees, counts or changes one of the other by its key
select content from mediation.rant_messages where id = pg_temp.key('c', '029', 2);
select count(*) from mediation.rant_messages;
update mediation.rant_messages set emotion_tags = '{seen}' where id = pg_temp.key('c', '029', 2) returning content;
\echo # the slot follows the account
insert into mediation.rant_messages (role, content) values ('user', 'Mine') returning partner_id;
\echo # a key of a client of the other partner is free: nothing tells that it is taken
insert into mediation.rant_messages (role, content, client_key) values ('user', 'Mine', 'k') returning partner_id;
select pg_temp.become('c', 2) \g /dev/null
insert into mediation.rant_messages (role, content, client_key) values ('user', 'Mine', 'k') returning partner_id;
\echo # a conflict cannot be deleted from under private words
insert into mediation.rant_messages (conflict_id, role, content) values (pg_temp.key('c', '020', 2), 'user', 'Mine');
reset role;
delete from mediation.conflicts where id = pg_temp.key('c', '020', 2);
rollback;
