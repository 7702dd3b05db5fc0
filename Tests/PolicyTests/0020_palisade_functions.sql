\echo # the context: null before it is set, and after the transaction that set it
select palisade.tenant_id() is null as no_tenant, palisade.user_id() is null as no_user;
begin;
select set_config('palisade.tenant_id', '00000000-0000-4000-8000-0000000000a0', true),
       set_config('palisade.user_id', '00000000-0000-4000-8001-0000000000a3', true) \g /dev/null
select palisade.tenant_id(), palisade.user_id();
commit;
select current_setting('palisade.tenant_id') = '' as left_empty, palisade.tenant_id() is null as no_tenant,
       palisade.user_id() is null as no_user;
\echo # what is no key is an error, not a tenant
begin;
set local palisade.tenant_id = 'a''; drop table x';
select palisade.tenant_id();
rollback;
\echo # keys: version 7, the right variant, growing
select key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]' as is_v7,
       abs(extract(epoch from now()) - ('x' || left(replace(key, '-', ''), 12))::bit(48)::bigint / 1000.0) < 60 as tells_the_time
from (select palisade.uuid_v7()::text as key) as made;
\echo # inlined: no call is left in the plan, but the setting is read
begin;
create function pg_temp.plan(statement text) returns setof text language plpgsql as $$
begin
    return query execute 'explain (costs off, verbose) ' || statement;
end
$$;
grant execute on function pg_temp.plan(text) to public;
select count(*) filter (where line ~ 'tenant_id\(') as calls, count(*) filter (where line ~ 'current_setting') as reads
from pg_temp.plan('select (select palisade.tenant_id())') as line;
rollback;
