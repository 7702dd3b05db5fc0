\echo # the restrictive floor holds by itself: grants of everything and permissive policies for all open no other tenant
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
\ir fixtures/two_live_transcripts.sql
\ir fixtures/two_organizations.sql
\ir fixtures/two_accounts.sql
do $$
declare
    relation record;
begin
    for relation in
        select oid::regclass as name, relname
        from pg_class
        where relnamespace in (select oid from pg_namespace where pg_get_userbyid(nspowner) = 'palisade_owner' and nspname not in ('palisade', 'extensions')) and relkind in ('r', 'p') and not relispartition
          and oid <> 'core.vector_namespaces'::regclass  -- nobody's rows
    loop
        execute format('grant select, insert, update, delete on %s to palisade_member', relation.name);
        execute format('create policy open on %s to palisade_member using (true) with check (true)', relation.name);
    end loop;
end
$$;

-- Reads, changes and moves every row of a table that the role can reach, and says what came of it.
create function pg_temp.try_floor(name regclass, owner_column text, other_tenant text) returns text language plpgsql as $$
declare
    own uuid := case owner_column when 'user' then palisade.user_id() else palisade.tenant_id() end;
    key text := case name::text when 'core.tenants' then 'id' when 'core.users' then 'id'
                else owner_column || '_id' end;
    seen bigint;
    foreign_rows bigint;
    touched bigint;
    changed bigint;
    moved text;
    other uuid := case owner_column when 'user' then pg_temp.key(other_tenant, '001', 1) else pg_temp.tenant(other_tenant) end;
begin
    execute format('select count(*), count(*) filter (where %I is distinct from $1) from %s', key, name)
        into seen, foreign_rows using own;
    execute format('update %s set %I = %I where %I = $1', name, key, key, key) using other;
    get diagnostics touched = row_count;
    begin
        execute format('update %s set %I = $1', name, key) using other;
        get diagnostics changed = row_count;
        moved := changed || ' rows';
    exception when others then
        moved := sqlstate;
    end;
    return format('%s: sees %s, of others %s, changes %s of others, move: %s', name, seen, foreign_rows, touched, moved);
end
$$;
grant execute on function pg_temp.try_floor(regclass, text, text) to public;
create temp table floors as
select oid::regclass as name,
       case when oid::regclass::text in ('core.users', 'core.user_credentials', 'core.user_preferences')
           then 'user' else 'tenant' end as owner_column
from pg_class where relnamespace in (select oid from pg_namespace where pg_get_userbyid(nspowner) = 'palisade_owner' and nspname not in ('palisade', 'extensions')) and relkind in ('r', 'p') and not relispartition
  and oid <> 'core.vector_namespaces'::regclass
  -- What describes the schema, or holds hashes alone, belongs to no tenant; its own transcripts show that it is closed.
  and (relnamespace <> 'privacy'::regnamespace or exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'tenant_id'));
grant select on floors to public;

\echo # as a trainee of company A
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select pg_temp.try_floor(name, owner_column, 'b') from floors order by name::text;
\echo # as a partner of couple C
select pg_temp.become('c', 1) \g /dev/null
select pg_temp.try_floor(name, owner_column, 'd') from floors where name::text ~ '^(core|mediation)' order by name::text;
\echo # without a tenant and a user
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true) \g /dev/null
select pg_temp.try_floor(name, owner_column, 'b') from floors order by name::text;
rollback;
