\echo # a couple from its opening to its end
begin;
\ir fixtures/two_couples.sql
insert into core.users (id, email) values (pg_temp.key('e', '001', 1), 'eve@example.test'), (pg_temp.key('e', '001', 2), 'kim@example.test');
\echo # opened once, however often it is sent
select pg_temp.become(null, 1) \g /dev/null
select set_config('palisade.user_id', pg_temp.key('e', '001', 1)::text, true) \g /dev/null
set local role palisade_member;
select mediation.create_couple('Eve', 'Kim', 'Europe/Paris', 'fr-FR', 'k') as couple \gset
select mediation.create_couple('Eve', 'Kim', 'Europe/Paris', 'fr-FR', 'k') = :'couple' as same;
select mediation.create_couple('Eve', client_key => 'other') = :'couple' as same;
select set_config('palisade.tenant_id', :'couple', true) \g /dev/null
select kind, time_zone, default_language from core.tenants;
select partner_a_id = palisade.user_id() as own, partner_b_id, partner_a_name, partner_b_name, status from mediation.relationships;
select display_name, role, partner_slot from core.memberships;
\echo # the other is asked; a second address takes the place of the first
select role, partner_slot from core.add_member('wrong@example.test', 'admin');
select id as invitation, role, partner_slot from core.add_member('kim@example.test', 'admin', 'Kim') \gset
select email, status from core.invitations order by email;
select set_config('palisade.user_id', pg_temp.key('e', '001', 2)::text, true), set_config('palisade.tenant_id', '', true) \g /dev/null
select core.accept_invitation(:'invitation') = :'couple' as joined;
select set_config('palisade.tenant_id', :'couple', true) \g /dev/null
select partner_b_id = palisade.user_id() as own, partner_b_name, status from mediation.relationships;
\echo # there is no third
select 1 from core.add_member('third@example.test');
select status from mediation.start_conflict();
\echo # one leaves: they see nothing more, what is shared stays for the other, and nobody takes the place
select core.leave_tenant();
select core.leave_tenant();
select set_config('palisade.user_id', pg_temp.key('e', '001', 1)::text, true) \g /dev/null
select partner_b_id, partner_b_name, status from mediation.relationships;
select count(*) from mediation.conflicts;
select 1 from core.add_member('third@example.test');
\echo # nobody
select set_config('palisade.user_id', '', true) \g /dev/null
select mediation.create_couple('Nobody');
set local role palisade_anon;
select mediation.create_couple('Nobody');
set local role palisade_service;
select mediation.create_couple('Nobody');
rollback;
