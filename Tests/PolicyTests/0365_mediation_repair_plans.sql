\echo # mediation.repair_plans: each partner their own; jobs make and index them
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, partner_requesting, completion_percentage from mediation.repair_plans where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.repair_plans (tenant_id, conflict_id, plan_data) values (pg_temp.tenant($1), pg_temp.key($1, '020', 2), '{}');
prepare try_update(text) as update mediation.repair_plans set plan_version = '2' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.repair_plans set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.repair_plans where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # the plan of the second partner for the same conflict is another, at another place
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
select partner_requesting, plan_path from mediation.repair_plans;
select pg_temp.become('c', 2) \g /dev/null
select partner_requesting, plan_path from mediation.repair_plans;
\echo # how much is done is counted, not said
update mediation.repair_plans set completion_percentage = 100;
update mediation.repair_plans set action_items = '[{"action": "Call", "completed": true}]' returning completion_percentage, completed_at is not null as complete;
update mediation.repair_plans set action_items = '[{"action": "Call", "completed": "true"}, {"action": "x"}, "y"]' returning completion_percentage, completed_at is not null as complete;
update mediation.repair_plans set action_items = '[]' returning completion_percentage, completed_at is not null as complete;
update mediation.repair_plans set action_items = '{}';
\echo # a partner makes none in the name of the other, and gives none away
insert into mediation.repair_plans (conflict_id, owner_user_id, plan_data) values (pg_temp.key('c', '020', 2), pg_temp.key('c', '001', 1), '{}');
update mediation.repair_plans set owner_user_id = pg_temp.key('c', '001', 1);
rollback;
