-- Whom readers do not get: asked once per statement by a policy of each table whose rows are a person's alone.
set local role palisade_owner;

grant create on schema palisade to palisade_definer;
set local role palisade_definer;

create or replace function palisade.hidden_people(relation text) returns text[]
    language plpgsql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    return array(
        select restriction.subject_key
        from privacy.restrictions as restriction
        where restriction.tenant_id = palisade.tenant_id() and restriction.relation = hidden_people.relation
          and restriction.user_id is distinct from palisade.user_id());
end
$$;

create function privacy.hidden_rows(relation text, path text) returns text[]
    language plpgsql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    step   privacy.subject_paths;
    people jsonb;
    found  text[];
begin
    select jsonb_object_agg(held.relation, held.keys) into people
    from (select restriction.relation, jsonb_agg(restriction.subject_key) as keys
          from privacy.restrictions as restriction
          where restriction.tenant_id = palisade.tenant_id() and restriction.user_id is distinct from palisade.user_id()
          group by restriction.relation) as held;
    if people is null then
        return '{}';
    end if;
    select p.* into strict step from privacy.subject_paths as p
    where p.relation = hidden_rows.relation and p.path = hidden_rows.path;
    execute format('select array_agg(n.%I::text) from %s as n where %s %s%s', step.to_columns[1], step.to_relation,
        (select format('n.%I = $1 and ', held.tenant_column) from privacy.mapped_tables as held
         where held.relation = step.to_relation and held.tenant_column is not null),
        case when step.to_filter is not null then format('(%s) and ', step.to_filter) else '' end,
        privacy.path_condition(step.to_relation, step.to_path, 'n', '$2'))
    into found using palisade.tenant_id(), people;
    return coalesce(found, '{}');
end
$$;
comment on function privacy.hidden_rows(text, text) is
    'For a path of more than one step: the keys that it leads through to people whose rows the caller does not get.';

set local role palisade_owner;
revoke create on schema palisade from palisade_definer;
grant execute on function palisade.hidden_people(text) to palisade_owner;
