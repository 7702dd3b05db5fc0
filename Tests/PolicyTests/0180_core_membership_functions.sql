\echo # joining and leaving: asked by address, accepted by whose address it is
begin;
\ir fixtures/two_companies.sql
-- Somebody who is in none of the two, and a person's own account.
insert into core.users (id, email) values (pg_temp.key('e', '001', 1), 'eve@example.test');
prepare become(text, text, integer) as select set_config('palisade.tenant_id', coalesce(pg_temp.tenant($1)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key($2, '001', $3)::text, ''), true);
\echo # an admin asks; the answer is the same for an address with an account and one without
execute become('a', 'a', 1) \g /dev/null
set local role palisade_admin;
select email, role, display_name, status from core.add_member('Eve@Example.test', 'analyst', 'Eve');
select email, role, display_name, status from core.add_member('nobody@example.test', 'analyst', 'Eve');
\echo # asked once more: the same invitation, as it was asked last
select count(*) over () as open, email, role from core.invitations where status = 'open' order by email;
select email, role from core.add_member('eve@example.test');
select count(*) from core.invitations where status = 'open';
select 1 from core.add_member('no address');
select 1 from core.add_member('x@example.test', 'owner');
\echo # others do not ask: members, analysts, an admin who entered as a member, an admin of B in the context of A
execute become('a', 'a', 3) \g /dev/null
set local role palisade_member;
select 1 from core.add_member('x@example.test');
execute become('a', 'a', 1) \g /dev/null
select 1 from core.add_member('x@example.test');
execute become('a', 'a', 2) \g /dev/null
set local role palisade_analyst;
select 1 from core.add_member('x@example.test');
execute become('a', 'b', 1) \g /dev/null
set local role palisade_admin;
select 1 from core.add_member('x@example.test');
select core.withdraw_invitation((select id from core.invitations limit 1));
\echo # who is asked sees it from wherever they are, and nobody else does
reset role;
select id as invitation from core.invitations where email = 'eve@example.test' \gset
execute become('b', 'b', 3) \g /dev/null
set local role palisade_member;
select count(*) from core.my_invitations();
select core.accept_invitation(:'invitation');
select core.decline_invitation(:'invitation');
select core.accept_invitation(pg_temp.key('a', '00f', 9));
execute become(null, 'e', 1) \g /dev/null
select tenant_id, tenant_kind, role, display_name, invited_by from core.my_invitations();
\echo # accepts it, once more, and is in
select core.accept_invitation(:'invitation');
select core.accept_invitation(:'invitation');
select count(*) from core.my_invitations();
execute become('a', 'e', 1) \g /dev/null
select palisade.enter() is not null as entered;
select display_name, role, status from core.memberships where user_id = palisade.user_id();
\echo # leaves, and is out; asked again, comes back as asked
select core.leave_tenant();
select palisade.enter() is not null as entered;
select core.leave_tenant();
select core.accept_invitation(:'invitation');
select palisade.enter() is not null as entered;
execute become('a', 'a', 1) \g /dev/null
set local role palisade_admin;
select id as again from core.add_member('eve@example.test', 'analyst') \gset
execute become(null, 'e', 1) \g /dev/null
set local role palisade_member;
select core.accept_invitation(:'again');
execute become('a', 'e', 1) \g /dev/null
select role, status from core.memberships where user_id = palisade.user_id();
\echo # an admin who is asked into their own tenant as a member stays an admin
execute become('a', 'a', 1) \g /dev/null
set local role palisade_admin;
select id as own from core.add_member('a1@example.test', 'member') \gset
select core.accept_invitation(:'own');
select role from core.memberships where user_id = palisade.user_id();
\echo # withdrawn, declined, expired: cannot be accepted
select id as third from core.add_member('b3@example.test') \gset
select core.withdraw_invitation(:'third');
select core.withdraw_invitation(:'third');
execute become('b', 'b', 3) \g /dev/null
set local role palisade_member;
select core.accept_invitation(:'third');
execute become('a', 'a', 1) \g /dev/null
set local role palisade_admin;
select id as fourth from core.add_member('b3@example.test') \gset
execute become('b', 'b', 3) \g /dev/null
set local role palisade_member;
select core.decline_invitation(:'fourth');
select core.accept_invitation(:'fourth');
reset role;
update core.invitations set status = 'open', expires_at = now() where id = :'fourth';
set local role palisade_member;
select core.accept_invitation(:'fourth');
select count(*) from core.my_invitations();
\echo # an admin suspends, lets in and removes; members do not, and nobody of another tenant is there
execute become('a', 'a', 1) \g /dev/null
set local role palisade_admin;
select status from core.set_member_status(pg_temp.key('a', '001', 3), 'suspended');
select status from core.set_member_status(pg_temp.key('a', '001', 3), 'active');
select status from core.set_member_status(pg_temp.key('a', '001', 3), 'ended');
select status from core.remove_member(pg_temp.key('a', '001', 3));
select status from core.set_member_status(pg_temp.key('a', '001', 3), 'active');
select status from core.remove_member(pg_temp.key('b', '001', 3));
select role from core.set_member_role(pg_temp.key('b', '001', 3), 'admin');
select role from core.set_member_role(pg_temp.key('a', '00f', 9), 'admin');
select role from core.set_member_role(pg_temp.key('a', '001', 2), 'owner');
execute become('a', 'a', 2) \g /dev/null
set local role palisade_member;
select role from core.set_member_role(pg_temp.key('a', '001', 2), 'admin');
\echo # a personal account: one, with one person in it
execute become(null, 'e', 1) \g /dev/null
select core.create_personal_account('Eve', 'Europe/Paris') as home \gset
select core.create_personal_account('Eve', 'Europe/Paris') = :'home' as same;
select set_config('palisade.tenant_id', :'home', true) \g /dev/null
set local role palisade_admin;
select kind, time_zone from core.tenants;
select 1 from core.add_member('x@example.test');
select core.leave_tenant();
\echo # a person who may not sign in joins nothing and makes nothing
reset role;
update core.users set is_active = false where id = pg_temp.key('e', '001', 1);
set local role palisade_member;
select core.create_personal_account('Eve');
select core.accept_invitation(:'invitation');
select palisade.enter() is not null as entered;
\echo # nobody
select set_config('palisade.user_id', '', true) \g /dev/null
select core.create_personal_account('Nobody');
select count(*) from core.my_invitations();
set local role palisade_anon;
select core.create_personal_account('Nobody');
\echo # what is for the functions alone, and what PUBLIC may call
reset role;
select proname, prosecdef, proconfig, pg_get_userbyid(proowner) as owner, has_function_privilege('palisade_authenticator', oid, 'execute') as login_may,
       has_function_privilege('palisade_member', oid, 'execute') as member_may
from pg_proc where pronamespace = 'core'::regnamespace and proname in ('caller', 'require_person', 'make_tenant', 'create_personal_account', 'add_member', 'my_invitations', 'accept_invitation', 'decline_invitation', 'withdraw_invitation', 'leave_tenant') order by 1;
rollback;
