\echo # mediation.relationships: both partners see their couple and keep its names; analysts that there is one
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, partner_a_name, partner_b_name, status from mediation.relationships where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.relationships (tenant_id, id, partner_a_name) values (pg_temp.tenant($1), pg_temp.tenant($1), 'New');
prepare try_update(text) as update mediation.relationships set partner_a_name = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.relationships set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.relationships where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # which accounts it names follows the memberships, and nobody writes it
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
select partner_a_id, partner_b_id, partner_a_name, partner_b_name from mediation.relationships;
update mediation.relationships set partner_b_id = partner_a_id;
update mediation.relationships set status = 'ended';
reset role;
update core.memberships set status = 'ended' where user_id = pg_temp.key('c', '001', 2);
select partner_a_id, partner_b_id, partner_b_name from mediation.relationships where tenant_id = pg_temp.tenant('c');
rollback;
