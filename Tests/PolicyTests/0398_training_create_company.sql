\echo # a company is opened by its first admin
begin;
\ir fixtures/two_companies.sql
insert into core.users (id, email) values (pg_temp.key('e', '001', 1), 'eve@example.test');
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', pg_temp.key('e', '001', 1)::text, true) \g /dev/null
set local role palisade_member;
select training.create_company('Eve Ltd', 'Eve', country_code => 'FR', client_key => 'k') as company \gset
select training.create_company('Eve Ltd', 'Eve', country_code => 'FR', client_key => 'k') = :'company' as same;
select training.create_company('Eve Ltd', 'Eve', country_code => 'France');
select training.create_company('', 'Eve');
select set_config('palisade.tenant_id', :'company', true) \g /dev/null
set local role palisade_admin;
select palisade.enter() is not null as entered;
select name, country_code, admin_reads_transcripts from training.companies;
select display_name, role from core.memberships;
\echo # nobody
select set_config('palisade.user_id', '', true) \g /dev/null
select training.create_company('Nobody Ltd', 'Nobody');
set local role palisade_anon;
select training.create_company('Nobody Ltd', 'Nobody');
rollback;
