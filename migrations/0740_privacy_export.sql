-- A copy of what is there about a person, as JSON: what they gave, what was made of it, and nothing of others.
set local role palisade_definer;

create function privacy.export_statement(held privacy.mapped_tables) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    scope    text;
    members  text;
begin
    select string_agg(format('(%s)', privacy.path_condition(step.relation, step.path, 'r', '$2')), ' or ' order by step.path)
    into scope
    from privacy.subject_paths as step
    where step.relation = held.relation and step.root_kind = 'person';
    -- What belongs to one of several people is given to that one only.
    select string_agg(format('%s as %I', case
               when map.path is null then format('r.%I', map.column_name)
               else format('case when %s then r.%I end', (
                   -- Theirs by that path, or because all of the row is.
                   select string_agg(format('(%s)', privacy.path_condition(own.relation, own.path, 'r', '$2')), ' or ')
                   from privacy.subject_paths as own
                   where own.relation = map.relation and own.root_kind = 'person'
                     and (own.path = map.path or own.on_erase = 'delete')), map.column_name) end,
               map.column_name), ', ' order by attribute.attnum)
    into members
    from privacy.data_map as map
    join pg_attribute as attribute on attribute.attrelid = map.relation::regclass
        and attribute.attname = map.column_name
    where map.relation = held.relation and map.export = 'yes';
    if scope is null or members is null then
        return null;
    end if;
    return format('select (select to_jsonb(shown) from (select %s) as shown) as row, array[%s] as key from %s as r where %s (%s)',
        members, (select string_agg(format('r.%I::text', key), ', ') from unnest(held.key_columns) as key), held.relation,
        case when held.tenant_column is not null then format('r.%I = any ($1) and', held.tenant_column) else '' end, scope);
end
$$;
comment on function privacy.export_statement(privacy.mapped_tables) is
    'SQL of a table''s rows that lead to a person, each as JSON with its key; null where nothing of it is handed out. '
    '$1: tenants, $2: people by table.';

create function privacy.export_rows(tenants uuid[], people jsonb, room integer) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held     privacy.mapped_tables;
    sql      text;
    rows     jsonb;
    counted  integer;
    result   jsonb := '{}';
begin
    for held in select t.* from privacy.mapped_tables as t order by t.work_order desc, t.relation loop
        sql := privacy.export_statement(held);
        continue when sql is null;
        execute format('select coalesce(jsonb_agg(row), ''[]''), count(*) from (%s order by %s limit $3) as rows', sql,
            (select string_agg(format('r.%I', key), ', ') from unnest(held.key_columns) as key))
        into rows, counted using tenants, people, room + 1;
        room := room - counted;
        if room < 0 then
            return null;
        end if;
        if counted > 0 then
            result := result || jsonb_build_object(held.relation, rows);
        end if;
    end loop;
    return result;
end
$$;
comment on function privacy.export_rows(uuid[], jsonb, integer) is
    'All rows that lead to a person, by table; null where there are more than this many.';

create function privacy.queue_export(tenant uuid, request privacy.gdpr_requests) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    archive privacy.exports;
begin
    select e.* into archive from privacy.exports as e where e.tenant_id = tenant and e.request_id = request.id;
    if not found then
        if exists (select from privacy.exports as e
                   where e.tenant_id = tenant and e.requested_by = palisade.user_id()
                     and e.subject_id = request.subject_id and e.state in ('pending', 'ready'))
        then
            raise exception 'An archive about this person is being made for you, or waits to be fetched.'
                using errcode = 'PA409', hint = 'gdprExports names it.';
        end if;
        insert into privacy.exports (tenant_id, request_id, subject_id, requested_by)
        values (tenant, request.id, request.subject_id, palisade.user_id())
        returning * into archive;
        update privacy.gdpr_requests as r
        set stage = 'export', roots = null
        where r.tenant_id = tenant and r.id = request.id;
    end if;
    return privacy.archive_shown(archive);
end
$$;
comment on function privacy.queue_export(uuid, privacy.gdpr_requests) is
    'Leaves a claimed export to the worker, which makes an archive of it.';

create function privacy.archive_shown(archive privacy.exports) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return jsonb_build_object(
        'format', 'palisade-export-1', 'request', $1.request_id, 'state', upper($1.state), 'rows', $1.rows,
        -- Nobody else could fetch it.
        'archive', case when $1.requested_by = palisade.user_id() then '/exports/' || $1.id end,
        'expiresAt', $1.expires_at);
comment on function privacy.archive_shown(privacy.exports) is 'What is answered in place of rows: where the archive is.';

create function privacy.hand_out(tenant uuid, request privacy.gdpr_requests, room integer, as_archive boolean)
    returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    data    jsonb;
    receipt privacy.gdpr_receipts;
begin
    if as_archive or request.stage = 'export' or request.state = 'done' and exists (
        select from privacy.exports as e where e.tenant_id = tenant and e.request_id = request.id)
    then
        if privacy.is_operator() or as_archive and request.state = 'done' and not exists (
            select from privacy.exports as e where e.tenant_id = tenant and e.request_id = request.id)
        then
            raise exception 'This request cannot be answered by an archive.' using errcode = 'PA409', hint =
                'A user asks for it, by a request of its own.';
        end if;
        return privacy.queue_export(tenant, request);
    end if;
    data := privacy.export_rows(request.tenants, privacy.find_roots(tenant, request.subject_id), room);
    if not privacy.is_operator() and (data is null or octet_length(data::text) > 8388608) then
        if request.state = 'running' then
            return privacy.queue_export(tenant, request);
        end if;
        raise exception 'This person''s data has become too large for one answer.'
            using errcode = 'PA400', hint = 'Preview a new request.';
    end if;
    if data is null then
        raise exception 'This person''s data is too large for one answer.'
            using errcode = 'PA400', hint = 'Let an admin of the tenant ask for an archive.';
    end if;
    if request.state = 'running' then
        perform privacy.finish(request, (
            select coalesce(jsonb_object_agg(key || ' export', jsonb_array_length(value)), '{}') from jsonb_each(data)));
    end if;
    select r.* into receipt from privacy.gdpr_receipts as r
    where r.tenant_id = tenant and r.request_id = request.id;
    return jsonb_build_object(
        'format', 'palisade-export-1', 'request', request.id, 'subject', request.subject_pseudonym,
        'exportedAt', now(), 'data', data,
        'columns', (select jsonb_object_agg(map.relation || '.' || map.column_name, map.category)
                    from privacy.data_map as map where data ? map.relation and map.export = 'yes'),
        'receipt', privacy.receipt_shown(receipt));
end
$$;
comment on function privacy.hand_out(uuid, privacy.gdpr_requests, integer, boolean) is
    'The export of a request that was claimed: its rows, of which nothing is stored, or where the archive will be.';

create function privacy.receipt_shown(receipt privacy.gdpr_receipts) returns jsonb
    language sql immutable parallel safe
    return jsonb_build_object('content', $1.content, 'previousHash', $1.previous_hash, 'hash', $1.hash, 'number', $1.number);
comment on function privacy.receipt_shown(privacy.gdpr_receipts) is 'A receipt as it is handed out with an export.';

create function privacy.export_subject(subject_id uuid, request_id uuid, preview_hash text, as_archive boolean default false)
    returns jsonb
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
    return privacy.hand_out(tenant, request, case when privacy.is_operator() then 10000000 else 20000 end,
        coalesce(as_archive, false));
end
$$;
comment on function privacy.export_subject(uuid, uuid, text, boolean) is
    'All that is there about a person, as JSON, or as an archive to fetch. Who got it is on record.';

create function privacy.export_me(as_archive boolean default false) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(palisade.user_id());
    request privacy.gdpr_requests;
    archive privacy.exports;
begin
    if as_archive then
        -- Asking again tells how far it is.
        select e.* into archive from privacy.exports as e
        where e.tenant_id = tenant and e.requested_by = palisade.user_id() and e.subject_id = palisade.user_id()
          and e.state in ('pending', 'ready');
        if found then
            return privacy.archive_shown(archive);
        end if;
    end if;
    request := privacy.open_request('export', palisade.user_id());
    request := privacy.claim(tenant, '{export}', palisade.user_id(), null, request.id, request.preview_hash);
    return privacy.hand_out(tenant, request, 20000, coalesce(as_archive, false));
end
$$;
comment on function privacy.export_me(boolean) is
    'All that is there in this tenant about the caller, as JSON, or as an archive to fetch.';

grant execute on function privacy.export_subject(uuid, uuid, text, boolean) to palisade_admin, palisade_owner;
grant execute on function privacy.export_me(boolean) to palisade_member, palisade_admin;
