\echo # training.companies: seen by all in it, by analysts its name only; admins change it
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select id, name from training.companies where $1 = 'a' or id = pg_temp.tenant($1);
prepare try_insert(text) as insert into training.companies (tenant_id, id, name) values (pg_temp.tenant($1), pg_temp.tenant($1), 'Second');
prepare try_update(text) as update training.companies set name = 'Renamed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.companies set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.companies where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
\echo
\echo # an analyst sees no more than the name; a change is counted, whatever it says
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select industry from training.companies;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update training.companies set version = 40, admin_reads_transcripts = true returning version, admin_reads_transcripts;
\echo # only admins decide who reads transcripts
set local role palisade_service;
update training.companies set admin_reads_transcripts = false;
\echo # a company is its tenant
reset role;
insert into training.companies (tenant_id, id, name) values (pg_temp.tenant('a'), pg_temp.key('a', '002', 3), 'Other');
rollback;
