\echo # an organization is opened by its first admin
begin;
\ir fixtures/two_companies.sql
insert into core.users (id, email) values (pg_temp.key('e', '001', 1), 'eve@example.test');
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', pg_temp.key('e', '001', 1)::text, true) \g /dev/null
set local role palisade_member;
select coaching.create_organization('Eve coaching', 'Eve', client_key => 'k') as organization \gset
select coaching.create_organization('Eve coaching', 'Eve', client_key => 'k') = :'organization' as same;
select coaching.create_organization('', 'Eve');
select set_config('palisade.tenant_id', :'organization', true) \g /dev/null
set local role palisade_admin;
select palisade.enter() is not null as entered;
select name from coaching.organizations;
select display_name, role from core.memberships;
\echo # nobody
select set_config('palisade.user_id', '', true) \g /dev/null
select coaching.create_organization('Nobody', 'Nobody');
set local role palisade_anon;
select coaching.create_organization('Nobody', 'Nobody');
rollback;
