\echo # palisade.enter(): an active membership that allows the role, or PA403
begin;
\ir fixtures/two_companies.sql
prepare enter as select palisade.enter() is not null as entered;
prepare context(text, integer) as select set_config('palisade.tenant_id', coalesce(pg_temp.tenant($1)::text, ''), true), set_config('palisade.user_id', coalesce(pg_temp.key('a', '001', $2)::text, ''), true);
\set VERBOSITY sqlstate
\echo # each role in its own tenant: enters
execute context('a', 3) \g /dev/null
set local role palisade_member;
execute enter;
execute context('a', 2) \g /dev/null
set local role palisade_analyst;
execute enter;
execute context('a', 1) \g /dev/null
set local role palisade_admin;
execute enter;
set local role palisade_service;
execute enter;
\echo # nobody: enters, and may do nothing
execute context(null, null) \g /dev/null
set local role palisade_anon;
execute enter;
\echo # another tenant, no tenant, no user
execute context('b', 3) \g /dev/null
set local role palisade_member;
execute enter;
execute context(null, 3) \g /dev/null
execute enter;
execute context('a', null) \g /dev/null
execute enter;
\echo # a role above the membership: a member as admin, a member as analyst, an analyst as admin
execute context('a', 3) \g /dev/null
set local role palisade_admin;
execute enter;
set local role palisade_analyst;
execute enter;
execute context('a', 2) \g /dev/null
set local role palisade_admin;
execute enter;
\echo # a role below it: an admin as member and as analyst
execute context('a', 1) \g /dev/null
set local role palisade_member;
execute enter;
set local role palisade_analyst;
execute enter;
\echo # a job without a tenant
execute context(null, 1) \g /dev/null
set local role palisade_service;
execute enter;
\echo # a membership that ended, then a tenant that is suspended
reset role;
update core.memberships set status = 'ended' where user_id = pg_temp.key('a', '001', 3);
execute context('a', 3) \g /dev/null
set local role palisade_member;
execute enter;
reset role;
update core.tenants set status = 'suspended' where id = pg_temp.tenant('a');
execute context('a', 1) \g /dev/null
set local role palisade_admin;
execute enter;
set local role palisade_service;
execute enter;
\echo # the texts that clients get
\set VERBOSITY default
set local role palisade_member;
execute enter;
set local role palisade_service;
execute enter;
\echo # PUBLIC may not call it, and it cannot be led astray by a search path
reset role;
select has_function_privilege('palisade_authenticator', 'palisade.enter()', 'execute') as login_may, proconfig, prosecdef
from pg_proc where oid = 'palisade.enter()'::regprocedure;
rollback;
