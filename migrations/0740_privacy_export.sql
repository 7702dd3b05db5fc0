-- A copy of what is there about a person, as JSON: what they gave, what was made of it, and nothing of others.
set local role palisade_definer;

create function privacy.export_rows(tenants uuid[], people jsonb, room integer) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held     record;
    scope    text;
    members  text;
    rows     jsonb;
    counted  integer;
    result   jsonb := '{}';
begin
    for held in
        select t.relation, t.key_columns, t.tenant_column
        from privacy.mapped_tables as t
        where exists (select from privacy.subject_paths as step
                      where step.relation = t.relation and step.root_kind = 'person')
        order by t.work_order desc, t.relation
    loop
        select string_agg(format('(%s)', privacy.path_condition(step.relation, step.path, 'r', '$2')), ' or ' order by step.path)
        into scope
        from privacy.subject_paths as step
        where step.relation = held.relation and step.root_kind = 'person';
        -- What belongs to one of several people is given to that one only.
        select string_agg(format('%L, %s', map.column_name, case
                   when map.path is null then format('to_jsonb(r.%I)', map.column_name)
                   else format('case when %s then to_jsonb(r.%I) end', (
                       -- Theirs by that path, or because all of the row is.
                       select string_agg(format('(%s)', privacy.path_condition(own.relation, own.path, 'r', '$2')), ' or ')
                       from privacy.subject_paths as own
                       where own.relation = map.relation and own.root_kind = 'person'
                         and (own.path = map.path or own.on_erase = 'delete')), map.column_name) end), ', '
                   order by attribute.attnum)
        into members
        from privacy.data_map as map
        join pg_attribute as attribute on attribute.attrelid = map.relation::regclass
            and attribute.attname = map.column_name
        where map.relation = held.relation and map.export = 'yes';
        continue when members is null;
        execute format('select coalesce(jsonb_agg(row), ''[]''), count(*) from (select jsonb_build_object(%s) as row '
            'from %s as r where %s (%s) order by %s limit $3) as rows', members, held.relation,
            case when held.tenant_column is not null then format('r.%I = any ($1) and', held.tenant_column) else '' end,
            scope, (select string_agg(format('r.%I', key), ', ') from unnest(held.key_columns) as key))
        into rows, counted using tenants, people, room + 1;
        room := room - counted;
        if room < 0 then
            raise exception 'This person''s data is too large for one answer.'
                using errcode = 'PA400', hint = 'An operator exports it with: palisade privacy run export';
        end if;
        if counted > 0 then
            result := result || jsonb_build_object(held.relation, rows);
        end if;
    end loop;
    return result;
end
$$;
comment on function privacy.export_rows(uuid[], jsonb, integer) is 'All rows that lead to a person, by table.';

create function privacy.hand_out(tenant uuid, request privacy.gdpr_requests, room integer) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    people  jsonb;
    data    jsonb;
    counts  jsonb;
    receipt privacy.gdpr_receipts;
    document jsonb;
begin
    people := privacy.find_roots(tenant, request.subject_id);
    data := privacy.export_rows(request.tenants, people, room);
    select coalesce(jsonb_object_agg(key || ' export', jsonb_array_length(value)), '{}') into counts from jsonb_each(data);
    if request.state = 'running' then
        request.done := counts;
        request.rows_done := (select coalesce(sum(value::bigint), 0) from jsonb_each_text(counts));
        request.finished_at := now();
        request.receipt_id := privacy.write_receipt(request);
        update privacy.gdpr_requests as r
        set state = 'done', stage = null, roots = null, done = request.done, rows_done = request.rows_done, rows_left = 0,
            finished_at = request.finished_at, receipt_id = request.receipt_id
        where r.tenant_id = tenant and r.id = request.id;
    end if;
    select r.* into receipt from privacy.gdpr_receipts as r
    where r.tenant_id = tenant and r.request_id = request.id;
    document := jsonb_build_object(
        'format', 'palisade-export-1', 'request', request.id, 'subject', request.subject_pseudonym,
        'exportedAt', now(), 'data', data,
        'columns', (select jsonb_object_agg(map.relation || '.' || map.column_name, map.category)
                    from privacy.data_map as map where data ? map.relation and map.export = 'yes'),
        'receipt', jsonb_build_object('content', receipt.content, 'previousHash', receipt.previous_hash,
                                      'hash', receipt.hash, 'number', receipt.number));
    return document;
end
$$;
comment on function privacy.hand_out(uuid, privacy.gdpr_requests, integer) is
    'The export of a request that was claimed. Nothing of it is stored.';

create function privacy.export_subject(subject_id uuid, request_id uuid, preview_hash text) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(export_subject.subject_id);
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{export}', export_subject.subject_id, null, export_subject.request_id,
        export_subject.preview_hash);
    return privacy.hand_out(tenant, request, case when privacy.is_operator() then 10000000 else 20000 end);
end
$$;
comment on function privacy.export_subject(uuid, uuid, text) is
    'All that is there about a person, as JSON. Who got it is on record; the copy itself is not kept.';

create function privacy.export_me() returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(palisade.user_id());
    request privacy.gdpr_requests;
begin
    request := privacy.open_request('export', palisade.user_id());
    request := privacy.claim(tenant, '{export}', palisade.user_id(), null, request.id, request.preview_hash);
    return privacy.hand_out(tenant, request, 20000);
end
$$;
comment on function privacy.export_me() is 'All that is there in this tenant about the caller, as JSON.';

grant execute on function privacy.export_subject(uuid, uuid, text) to palisade_admin, palisade_owner;
grant execute on function privacy.export_me() to palisade_member, palisade_admin;
