-- Restriction of processing (Art. 18 GDPR) and rectification (Art. 16).
set local role palisade_definer;

create function privacy.finish(request privacy.gdpr_requests, counts jsonb) returns privacy.gdpr_requests
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    request.done := counts;
    request.rows_done := (select coalesce(sum(value::bigint), 0) from jsonb_each_text(counts));
    request.state := 'done';
    request.finished_at := now();
    request.receipt_id := privacy.write_receipt(request);
    update privacy.gdpr_requests as r
    set state = 'done', stage = null, roots = null, done = request.done, rows_done = request.rows_done, rows_left = 0,
        finished_at = request.finished_at, receipt_id = request.receipt_id
    where r.tenant_id = request.tenant_id and r.id = request.id
    returning * into request;
    return request;
end
$$;
comment on function privacy.finish(privacy.gdpr_requests, jsonb) is 'Ends an act that needs no batches.';

create function privacy.restrict_processing(subject_id uuid, request_id uuid, preview_hash text)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(restrict_processing.subject_id);
    request privacy.gdpr_requests;
    people  jsonb;
    counted bigint;
begin
    request := privacy.claim(tenant, '{restrict,unrestrict}', restrict_processing.subject_id, null,
        restrict_processing.request_id, restrict_processing.preview_hash);
    if request.state = 'done' then
        return privacy.shown(request);
    end if;
    people := request.roots;
    if request.kind = 'restrict' then
        perform privacy.bury(request.tenants, people, 'restrict', request.id);
        insert into privacy.restrictions (tenant_id, relation, subject_key, user_id, request_id)
        select held.id, root.relation, person.key, (people -> 'core.users' ->> 0)::uuid, request.id
        from unnest(request.tenants) as held (id)
        cross join jsonb_each(people) as root (relation, keys)
        cross join jsonb_array_elements_text(root.keys) as person (key)
        on conflict (tenant_id, relation, subject_key) do nothing;
        select count(*) into counted from privacy.hashes_of(request.tenants, people);
    else
        delete from privacy.restrictions as restriction
        where restriction.tenant_id = any (request.tenants)
          and exists (select from jsonb_each(people) as root (relation, keys)
                      where root.relation = restriction.relation and root.keys ? restriction.subject_key);
        delete from privacy.tombstones as stone
        where stone.kind = 'restrict'
          and stone.subject_hash in (select h.subject_hash from privacy.hashes_of(request.tenants, people) as h);
        get diagnostics counted = row_count;
    end if;
    return privacy.shown(privacy.finish(request, jsonb_build_object('privacy.tombstones ' || request.kind, counted)));
end
$$;
comment on function privacy.restrict_processing(uuid, uuid, text) is
    'Stops every writing about a person and hides their rows from everybody else, or lifts that; what is there stays, '
    'and can be exported.';

create function privacy.rectify(
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
    if not found or map.export <> 'yes' or map.category in ('technical', 'reference', 'secret') then
        raise exception 'This is no column of personal data that can be rectified.' using errcode = 'PA400';
    end if;
    request := privacy.claim(tenant, '{rectify}', rectify.subject_id, null, rectify.request_id, rectify.preview_hash);
    if request.state = 'done' then
        return privacy.shown(request);
    end if;
    select t.* into held from privacy.mapped_tables as t where t.relation = rectify.relation;
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
comment on function privacy.rectify(uuid, uuid, text, text, uuid, text, jsonb) is
    'Corrects one value of a person''s data.';

grant execute on function
    privacy.restrict_processing(uuid, uuid, text), privacy.rectify(uuid, uuid, text, text, uuid, text, jsonb)
    to palisade_admin, palisade_owner;
