-- An admin corrects what their tenant knows of a person, never the account: its address is how the person signs in to all of
-- their tenants. What somebody may do (a role, a tier) is set where that is decided, and is no value to be corrected.
set local role palisade_owner;

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create or replace function privacy.rectify(
    subject_id uuid, request_id uuid, preview_hash text, relation text, row_id uuid, column_name text, value jsonb)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(rectify.subject_id);
    request privacy.gdpr_requests;
    map     privacy.data_map;
    held    privacy.mapped_tables;
    scope   text;
    key     text;
    counted bigint;
begin
    select m.* into map from privacy.data_map as m
    where m.relation = rectify.relation and m.column_name = rectify.column_name;
    if not found or map.export <> 'yes' or map.category in ('technical', 'reference', 'secret', 'account') then
        raise exception 'This is no column of personal data that can be rectified.' using errcode = 'PA400';
    end if;
    select t.* into held from privacy.mapped_tables as t where t.relation = rectify.relation;
    if held.tenant_column is null and not privacy.is_operator() then
        raise exception 'This is the person''s in all of their tenants, and not for an admin of one.'
            using errcode = 'PA403', hint = 'The person or the operator corrects it.';
    end if;
    request := privacy.claim(tenant, '{rectify}', rectify.subject_id, null, rectify.request_id, rectify.preview_hash);
    if request.state = 'done' then
        return privacy.shown(request);
    end if;
    select k into key from unnest(held.key_columns) as k where k is distinct from held.tenant_column;
    select string_agg(format('(%s)', privacy.path_condition(step.relation, step.path, 'r', '$2')), ' or ')
    into scope
    from privacy.subject_paths as step
    where step.relation = rectify.relation and step.root_kind = 'person' and (map.path is null or step.path = map.path);
    perform privacy.begin_acting();
    execute format('update %s as r set %I = (jsonb_populate_record(null::%s, jsonb_build_object(%L, $3))).%I '
        'where %s r.%I::text = $4 and (%s)', rectify.relation, rectify.column_name, rectify.relation, rectify.column_name,
        rectify.column_name,
        case when held.tenant_column is not null then format('r.%I = any ($1) and', held.tenant_column) else '' end,
        key, coalesce(scope, 'false'))
    using request.tenants, request.roots, rectify.value, rectify.row_id::text;
    get diagnostics counted = row_count;
    if counted <> 1 then
        raise exception 'This person has no such row.' using errcode = 'PA404';
    end if;
    return privacy.shown(privacy.finish(request, jsonb_build_object(rectify.relation || ' rectify', counted)));
end
$$;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;
