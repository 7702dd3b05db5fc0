\echo # mediation.intimacy_events: both partners see and keep them; nobody else but jobs
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, initiator_partner_id from mediation.intimacy_events where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.intimacy_events (tenant_id, initiator_partner_id) values (pg_temp.tenant($1), 'partner_b');
prepare try_update(text) as update mediation.intimacy_events set is_encrypted = true where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.intimacy_events set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.intimacy_events where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # the account follows the slot, and is never written
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
insert into mediation.intimacy_events (initiator_partner_id) values ('partner_b') returning initiator_user_id = palisade.user_id() as own;
update mediation.intimacy_events set initiator_user_id = null;
rollback;
