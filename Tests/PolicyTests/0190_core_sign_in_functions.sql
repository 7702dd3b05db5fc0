\echo # sign-up and sign-in: for an issuer of tokens alone, and no hash comes out
begin;
\ir fixtures/two_companies.sql
set local role palisade_service;
\echo # a person with credentials and an account of their own; an address that is taken is answered by null
select core.sign_up('Eve@Example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 'Eve', 'eve', 'Europe/Paris') as eve \gset
select core.sign_up('eve@example.TEST', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$b3RoZXI', 'Eve') is null as refused;
select core.sign_up('other@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$b3RoZXI', 'Eve', 'eve') is null as refused;
select core.sign_up('plain@example.test', 'secret', 'Plain');
\echo # parameters without the hash; then the hash itself, or another, or somebody unknown
select core.password_parameters('eve@example.test');
select core.password_parameters('nobody@example.test');
select core.sign_in('EVE@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA') = :'eve' as signed_in;
select core.sign_in('eve@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$b3RoZXI') is null as refused;
select core.sign_in('eve@example.test', core.password_parameters('eve@example.test')) is null as refused;
select core.sign_in('nobody@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA') is null as refused;
select core.sign_in('eve@example.test', null) is null as refused;
\echo # where a token may be for
select kind, role, display_name from core.tenants_of(:'eve');
select tenant_id, kind, role, display_name from core.tenants_of(pg_temp.key('a', '001', 1));
\echo # a new password, then no entry at all
select core.set_password(:'eve', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$bmV3');
select core.sign_in('eve@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA') is null as refused;
select core.sign_in('eve@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$bmV3') = :'eve' as signed_in;
select core.set_password(pg_temp.key('a', '00f', 9), '$x$y');
select core.set_password(:'eve', 'secret');
select core.set_user_active(:'eve', false);
select core.sign_in('eve@example.test', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$bmV3') is null as refused;
select core.password_parameters('eve@example.test') is null as refused;
select count(*) from core.tenants_of(:'eve');
\echo # a token that is still valid enters no more
reset role;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
update core.users set is_active = false where id = pg_temp.key('a', '001', 3);
set local role palisade_member;
select palisade.enter() is not null as entered;
\echo # the table itself: not even the service
set local role palisade_service;
select count(*) from core.user_credentials;
\echo # nobody else may call any of them
set local role palisade_admin;
select core.sign_up('x@example.test', '$x$y', 'X');
select core.password_parameters('a1@example.test');
select core.sign_in('a1@example.test', '$test$hash');
select core.set_password(pg_temp.key('a', '001', 1), '$x$y');
select core.set_user_active(pg_temp.key('a', '001', 1), false);
select count(*) from core.tenants_of(pg_temp.key('a', '001', 1));
reset role;
select proname, prosecdef, proconfig, pg_get_userbyid(proowner) as owner, has_function_privilege('palisade_authenticator', oid, 'execute') as login_may,
       has_function_privilege('palisade_member', oid, 'execute') as member_may
from pg_proc where pronamespace = 'core'::regnamespace and proname in ('sign_up', 'password_parameters', 'sign_in', 'set_password', 'set_user_active', 'tenants_of', 'require_service') order by 1;
rollback;
