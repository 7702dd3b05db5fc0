\echo # training.own_trainee(): which trainee the user of the request is in its tenant, or no row
begin;
\ir fixtures/two_companies.sql
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select id from training.own_trainee();
\echo # an admin is none; nor is a trainee of company A in company B, nor anybody without a tenant
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_member;
select id from training.own_trainee();
select set_config('palisade.tenant_id', pg_temp.tenant('b')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
select id from training.own_trainee();
select set_config('palisade.tenant_id', '', true) \g /dev/null
select id from training.own_trainee();
\echo # inlined in policies: the plan probes the index of the table and calls nothing
reset role;
create function pg_temp.plan(statement text) returns setof text language plpgsql as $$
begin
    return query execute 'explain (costs off, verbose) ' || statement;
end
$$;
grant execute on function pg_temp.plan(text) to public;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
set local enable_seqscan = off;
set local enable_bitmapscan = off;
select count(*) filter (where line ~ 'own_trainee') as calls,
       count(*) filter (where line ~ 'Index (Only )?Scan using trainees_') as probes
from pg_temp.plan('select id from training.sessions') as line;
rollback;
