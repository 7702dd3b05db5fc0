\echo # mediation.mediator_sessions: each partner their own and the shared ones; nobody else, a job in the name of its owner
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, partner_id, message_count from mediation.mediator_sessions where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.mediator_sessions (tenant_id, owner_user_id) values (pg_temp.tenant($1), palisade.user_id());
prepare try_update(text) as update mediation.mediator_sessions set sentiment_trend = 'neutral' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.mediator_sessions set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.mediator_sessions where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a partner opens none for the other, and gives none away
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
insert into mediation.mediator_sessions (owner_user_id) values (pg_temp.key('c', '001', 2));
insert into mediation.mediator_sessions (owner_user_id, started_by_user_id) values (null, pg_temp.key('c', '001', 2));
update mediation.mediator_sessions set owner_user_id = pg_temp.key('c', '001', 2);
\echo # nor sees or changes that of the other by its key
select partner_id from mediation.mediator_sessions where id = pg_temp.key('c', '025', 2);
update mediation.mediator_sessions set sentiment_trend = 'worsening' where id = pg_temp.key('c', '025', 2) returning partner_id;
\echo # counters and durations are set by the server
update mediation.mediator_sessions set message_count = 9;
update mediation.mediator_sessions set session_ended_at = session_started_at + interval '90 seconds' where id = pg_temp.key('c', '025', 1) returning session_duration_seconds;
update mediation.mediator_sessions set session_duration_seconds = 1;
rollback;
