-- Retention: what a tenant's policies age out, in batches that can stop anywhere and go on later.
set local role palisade_definer;

create function privacy.check_retention_policy() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from privacy.mapped_tables as held
    where held.relation = new.relation and held.clock_column is not null and held.tenant_column is not null;
    if not found then
        raise exception 'Rows of this table do not age.' using errcode = 'PA400',
            hint = 'Tables with a clock: ' || (select string_agg(held.relation, ', ' order by held.relation)
                    from privacy.mapped_tables as held where held.clock_column is not null);
    end if;
    if new.action = 'archive' and not exists (select from privacy.mapped_tables as held
                                              where held.relation = new.relation and held.archive_change is not null) then
        raise exception 'Rows of this table have no archive.' using errcode = 'PA400',
            hint = 'Tables with an archive: ' || (select string_agg(held.relation, ', ' order by held.relation)
                    from privacy.mapped_tables as held where held.archive_change is not null);
    end if;
    return new;
end
$$;
comment on function privacy.check_retention_policy() is 'Trigger: a policy names a table whose rows age, and one with an archive if it archives.';

create function privacy.held_people(tenant uuid) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    hold   record;
    people jsonb := '{}';
    root   record;
begin
    for hold in
        select h.subject_id from privacy.legal_holds as h
        where h.tenant_id = tenant and (h.until is null or h.until > now())
    loop
        begin
            for root in select * from jsonb_each(privacy.find_roots(tenant, hold.subject_id)) loop
                people := jsonb_set(people, array[root.key], coalesce(people -> root.key, '[]') || root.value);
            end loop;
        exception when sqlstate 'PA404' then
            null;  -- a hold on somebody who is not there holds nothing
        end;
    end loop;
    -- What is restricted is kept as well, until the person says otherwise.
    for root in
        select restriction.relation as key, jsonb_agg(restriction.subject_key) as value
        from privacy.restrictions as restriction where restriction.tenant_id = tenant
        group by restriction.relation
    loop
        people := jsonb_set(people, array[root.key], coalesce(people -> root.key, '[]') || root.value);
    end loop;
    return people;
end
$$;
comment on function privacy.held_people(uuid) is 'The keys of all people whose rows do not age, by table: on hold, or restricted.';

create function privacy.retention_statement(policy privacy.retention_policies, purpose text) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held     privacy.mapped_tables;
    key_list text;
    scope    text;
    changes  text;
    is_left  text;
begin
    select t.* into strict held from privacy.mapped_tables as t where t.relation = policy.relation;
    select string_agg(format('r.%I', key), ', ') into key_list from unnest(held.key_columns) as key;
    select concat_ws(' and ', format('r.%I = $1 and r.%I < now() - make_interval(days => $4)',
               held.tenant_column, held.clock_column),
           string_agg(format('not (%s)', privacy.path_condition(step.relation, step.path, 'r', '$2')), ' and '))
    into scope
    from privacy.subject_paths as step
    where step.relation = held.relation and step.root_kind = 'person';
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
comment on function privacy.retention_statement(privacy.retention_policies, text) is
    'SQL of a policy: to count the rows that are due, or to do at most $3 of them. $1 tenant, $2 held people, $4 days.';

create function privacy.preview_retention(policy_id uuid) returns bigint
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(null);
    policy  privacy.retention_policies;
    sql     text;
    counted bigint;
begin
    select p.* into policy from privacy.retention_policies as p where p.tenant_id = tenant and p.id = policy_id;
    if not found then
        raise exception 'There is no such policy in this tenant.' using errcode = 'PA404';
    end if;
    sql := privacy.retention_statement(policy, 'count');
    if sql is null then
        return 0;
    end if;
    execute sql into counted using tenant, privacy.held_people(tenant), 0, policy.keep_days;
    return counted;
end
$$;
comment on function privacy.preview_retention(uuid) is 'Dry run: how many rows a policy would age out now.';

create function privacy.retain(room integer default 1000)
    returns table (tenant_id uuid, policy_id uuid, rows_done bigint)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    policy  privacy.retention_policies;
    sql     text;
    counted bigint := 0;
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
    update privacy.retention_policies as p
    set rows_done = p.rows_done + counted,
        last_run_at = case when counted < room then now() else p.last_run_at end
    where p.tenant_id = policy.tenant_id and p.id = policy.id;
    return query select policy.tenant_id, policy.id, counted;
end
$$;
comment on function privacy.retain(integer) is
    'For the worker: one batch of the policy that is due longest; no row when none is. Holds are respected.';

grant execute on function privacy.preview_retention(uuid) to palisade_admin, palisade_owner;
grant execute on function privacy.retain(integer) to palisade_owner;
grant execute on function privacy.check_retention_policy() to palisade_owner;

set local role palisade_owner;

create trigger retention_policies_name_a_clock before insert or update of relation on privacy.retention_policies
    for each row execute function privacy.check_retention_policy();
