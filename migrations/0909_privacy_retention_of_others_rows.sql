-- Retention never takes what is kept: not by a cascade either, and a row that names nobody is old like any other. A policy
-- whose rows cannot go is put off, so that all others are carried out.
set local role palisade_owner;

alter table privacy.retention_policies add column problem text;

comment on column privacy.retention_policies.problem is
    'Why it was not carried out the last time, as an SQLSTATE; null when it was. It is tried again in an hour.';

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values
    ('privacy.retention_policies', 'problem', 'technical', 'keep', 'keep', 'never');

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create function privacy.kept_condition(relation text, alias text, has_own boolean default true, depth integer default 0)
    returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    step  record;
    child record;
    below text;
    next  text := 'c' || depth;
    terms text[] := '{}';
begin
    if has_own then
        for step in
            select p.path from privacy.subject_paths as p
            where p.relation = kept_condition.relation and p.root_kind = 'person' order by p.path
        loop
            terms := terms || format('(%s)', privacy.path_condition(kept_condition.relation, step.path, alias, '$2'));
        end loop;
    end if;
    if depth > 4 then
        return nullif(array_to_string(terms, ' or '), '');
    end if;
    for child in
        select held.relation, string_agg(format('%s.%I = %s.%I', next, here.attname, alias, there.attname), ' and ') as same
        from pg_constraint as key
        join privacy.mapped_tables as held on held.relation::regclass = key.conrelid
        cross join lateral unnest(key.conkey, key.confkey) as pair (here, there)
        join pg_attribute as here on here.attrelid = key.conrelid and here.attnum = pair.here
        join pg_attribute as there on there.attrelid = key.confrelid and there.attnum = pair.there
        where key.contype = 'f' and key.confdeltype = 'c' and key.conrelid <> key.confrelid
          and key.confrelid = kept_condition.relation::regclass
        group by held.relation, key.oid
        order by held.relation, key.oid
    loop
        below := privacy.kept_condition(child.relation, next, true, depth + 1);
        if below is not null then
            terms := terms || format('exists (select from %s as %s where %s and (%s))',
                child.relation, next, child.same, below);
        end if;
    end loop;
    return nullif(array_to_string(terms, ' or '), '');
end
$$;
comment on function privacy.kept_condition(text, text, boolean, integer) is
    'SQL: whether a row belongs to one of the people in $2, by table, or one does that goes with it by a cascade; null if '
    'neither can be.';

create or replace function privacy.retention_statement(policy privacy.retention_policies, purpose text) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held     privacy.mapped_tables;
    key_list text;
    scope    text;
    kept     text;
    changes  text;
    is_left  text;
begin
    select t.* into strict held from privacy.mapped_tables as t where t.relation = policy.relation;
    select string_agg(format('r.%I', key), ', ') into key_list from unnest(held.key_columns) as key;
    scope := format('r.%I = $1 and r.%I < now() - make_interval(days => $4)', held.tenant_column, held.clock_column);
    if policy.action = 'delete' then
        kept := privacy.kept_condition(held.relation, 'r');
    else
        select string_agg(format('(%s)', privacy.path_condition(step.relation, step.path, 'r', '$2')), ' or ')
        into kept
        from privacy.subject_paths as step
        where step.relation = held.relation and step.root_kind = 'person';
    end if;
    -- A reference that is null leads to nobody: neither true nor false, where others are kept.
    if kept is not null then
        scope := format('%s and (%s) is not true', scope, kept);
    end if;
    if policy.action = 'archive' then
        changes := held.archive_change;
        scope := format('%s and (%s)', scope, held.archive_filter);
    elsif policy.action = 'anonymize' then
        select string_agg(format('%I = %s', change.column_name, change.value), ', '),
               string_agg(change.is_left, ' or ')
        into changes, is_left
        from (
            select distinct redaction.*
            from privacy.subject_paths as step
            cross join lateral privacy.redaction(step.relation, step.path, false) as redaction
            where step.relation = held.relation
        ) as change;
        if changes is null then
            return null;
        end if;
        scope := format('%s and (%s)', scope, is_left);
    end if;
    return case
        when purpose = 'count' then format('select count(*) from %s as r where %s', policy.relation, scope)
        when policy.action = 'delete' then
            format('delete from %1$s as r where (%2$s) in (select %2$s from %1$s as r where %3$s limit $3)',
                policy.relation, key_list, scope)
        else format('update %1$s as r set %4$s where (%2$s) in (select %2$s from %1$s as r where %3$s limit $3)',
                policy.relation, key_list, scope, changes) end;
end
$$;

create or replace function privacy.retain(room integer default 1000)
    returns table (tenant_id uuid, policy_id uuid, rows_done bigint)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    policy  privacy.retention_policies;
    sql     text;
    counted bigint := 0;
    failed  text;
begin
    if not privacy.is_operator() then
        raise exception 'Retention is carried out by the worker.' using errcode = 'PA403';
    end if;
    select p.* into policy
    from privacy.retention_policies as p
    where p.is_active and (p.last_run_at is null or p.last_run_at < now() - interval '1 hour')
    order by p.last_run_at nulls first, p.id limit 1 for update skip locked;
    if not found then
        return;
    end if;
    perform set_config('palisade.tenant_id', policy.tenant_id::text, true);
    begin
        sql := privacy.retention_statement(policy, 'act');
        if sql is not null then
            perform privacy.begin_acting();
            execute sql using policy.tenant_id, privacy.held_people(policy.tenant_id), room, policy.keep_days;
            get diagnostics counted = row_count;
        end if;
        if counted > 0 then
            insert into privacy.vacuum_queue (relation) values (policy.relation)
            on conflict (relation) do update set queued_at = excluded.queued_at;
            perform privacy.note('retain', policy.relation, null, policy.id::text, null);
        end if;
    exception when others then
        if sqlstate like '40%' then
            raise;  -- it met another transaction: the next step is another try
        end if;
        -- A message might quote values.
        failed := sqlstate;
        counted := 0;
        raise warning 'retention policy % failed with SQLSTATE %; it is tried again in an hour', policy.id, failed;
    end;
    update privacy.retention_policies as p
    set rows_done = p.rows_done + counted, problem = failed,
        last_run_at = case when counted < room or failed is not null then now() else p.last_run_at end
    where p.tenant_id = policy.tenant_id and p.id = policy.id;
    return query select policy.tenant_id, policy.id, counted;
end
$$;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;
