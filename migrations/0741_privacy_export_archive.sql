-- An export as an archive: files of JSON by table, a description of them, a page to read, the receipt. The worker makes
-- it part by part, compresses each part, and stores it in pieces; then it can be fetched once.
set local role palisade_definer;

create function privacy.zeros(count bigint) returns bytea
    language sql immutable parallel safe
    return decode(repeat('00', greatest($1, 0)::integer), 'hex');
comment on function privacy.zeros(bigint) is 'So many NUL bytes.';

create function privacy.octal(value bigint, digits integer) returns bytea
    language plpgsql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    text_of_it text := '';
begin
    for digit in 1 .. digits loop
        text_of_it := (value & 7)::text || text_of_it;
        value := value >> 3;
    end loop;
    if value > 0 then
        raise exception 'A file of the archive is too large.' using errcode = '54000';
    end if;
    return convert_to(text_of_it, 'UTF8') || '\x00';
end
$$;
comment on function privacy.octal(bigint, integer) is 'A number as fields of an archive hold it, with the NUL byte that ends it.';

create function privacy.tar_entry(name text, content bytea, modified timestamptz) returns bytea
    language plpgsql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    path   bytea := convert_to(name, 'UTF8');
    before bytea;
    after  bytea := convert_to('0', 'UTF8') || privacy.zeros(100) || convert_to('ustar', 'UTF8') || '\x00'
        || convert_to('00', 'UTF8') || privacy.zeros(247);
    total  bigint;
begin
    -- POSIX, "ustar Interchange Format". The checksum counts its own field as eight spaces.
    before := path || privacy.zeros(100 - length(path)) || privacy.octal(420, 7) || privacy.octal(0, 7)
        || privacy.octal(0, 7) || privacy.octal(length(content), 11)
        || privacy.octal(extract(epoch from modified)::bigint, 11);
    select sum(get_byte(before || after, position)) + 8 * 32 into total
    from generate_series(0, length(before) + length(after) - 1) as position;
    return before || privacy.octal(total, 6) || convert_to(' ', 'UTF8') || after
        || content || privacy.zeros((512 - length(content) % 512) % 512);
end
$$;
comment on function privacy.tar_entry(text, bytea, timestamptz) is
    'One file of a tar archive. Its name has at most 100 bytes.';

create function privacy.html(value text) returns text
    language sql immutable parallel safe
    return replace(replace(replace($1, '&', '&amp;'), '<', '&lt;'), '"', '&quot;');
comment on function privacy.html(text) is 'A text as a page may hold it.';

create function privacy.export_schema(archive privacy.exports) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select jsonb_build_object(
        'format', 'palisade-export-1', 'request', ($1).request_id, 'requestedAt', ($1).created_at, 'completedAt', now(),
        'about', 'Each file holds an array of rows, one on each line. A row is an object of columns, as described here. '
            'Keys of other people are random and name nobody. Tables are read one after the other, while they are in use.',
        'tables', coalesce((
            select jsonb_object_agg(held.relation, jsonb_build_object(
                'description', obj_description(held.relation::regclass, 'pg_class'),
                'rows', there.rows, 'files', there.files,
                'keptDays', (select min(policy.keep_days) from privacy.retention_policies as policy
                             where policy.tenant_id = ($1).tenant_id and policy.relation = held.relation and policy.is_active),
                'columns', (
                    select jsonb_object_agg(map.column_name, jsonb_build_object(
                        'type', format_type(attribute.atttypid, attribute.atttypmod), 'category', map.category,
                        'isSpecial', map.is_special,
                        'description', col_description(attribute.attrelid, attribute.attnum)))
                    from privacy.data_map as map
                    join pg_attribute as attribute on attribute.attrelid = map.relation::regclass
                        and attribute.attname = map.column_name
                    where map.relation = held.relation and map.export = 'yes')))
            from (select file ->> 'table' as relation, sum((file ->> 'rows')::bigint) as rows,
                         jsonb_agg(file ->> 'name' order by position) as files
                  from jsonb_array_elements(($1).files) with ordinality as listed (file, position)
                  group by file ->> 'table') as there
            join privacy.mapped_tables as held on held.relation = there.relation), '{}'),
        'notCovered', privacy.not_covered());
end;
comment on function privacy.export_schema(privacy.exports) is
    'What the files of an archive hold: tables, columns, categories, how long rows are kept.';

create function privacy.export_page(archive privacy.exports, description jsonb) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select format($page$<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Your data</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } td, th { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0 }
</style>
<h1>Your data</h1>
<p>Asked for on %s, complete on %s. Rows: %s. The files beside this page are JSON; <a href="schema.json">schema.json</a>
describes them for programs, <a href="receipt.json">receipt.json</a> proves what was handed out.</p>
%s
<h2>What is not in it</h2>
<ul>%s</ul>
</html>
$page$,
        to_char(($1).created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
        to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), ($1).rows,
        (select string_agg(format(E'<h2>%s</h2>\n<p>%s %s</p>\n<p>%s</p>\n<details><summary>Columns</summary>\n<table>%s</table>\n</details>',
                    privacy.html(held.key), privacy.html(coalesce(held.value ->> 'description', '')),
                    'Rows: ' || (held.value ->> 'rows') || '.' || coalesce(' Kept for ' || (held.value ->> 'keptDays') || ' days.', ''),
                    (select string_agg(format('<a href="%s">%s</a>', privacy.html(file), privacy.html(file)), ' ')
                     from jsonb_array_elements_text(held.value -> 'files') as file),
                    (select string_agg(format('<tr><th>%s<td>%s<td>%s', privacy.html(shown.key),
                                privacy.html(shown.value ->> 'category'), privacy.html(coalesce(shown.value ->> 'description', ''))),
                            E'\n' order by shown.key)
                     from jsonb_each(held.value -> 'columns') as shown)), E'\n' order by held.key)
         from jsonb_each($2 -> 'tables') as held),
        (select string_agg(format('<li>%s', privacy.html(item)), E'\n') from jsonb_array_elements_text($2 -> 'notCovered') as item));
end;
comment on function privacy.export_page(privacy.exports, jsonb) is 'The page that people read first: what is in which file.';

create function privacy.read_export(archive privacy.exports, room bigint, out content bytea, out reached privacy.exports)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held     privacy.mapped_tables;
    people   jsonb := privacy.find_roots(archive.tenant_id, archive.subject_id);
    sql      text;
    found_at record;
    line     text;
    lines    text[];
    size     bigint := 0;
    name     text;
    number   integer;
    is_there boolean := archive.reached is null;
    is_full  boolean := false;
begin
    reached := archive;
    content := '';
    for held in select t.* from privacy.mapped_tables as t order by t.work_order desc, t.relation loop
        continue when not is_there and held.relation <> reached.reached;
        is_there := true;  -- this one and all that follow
        if held.relation is distinct from reached.reached then
            reached.reached := held.relation;
            reached.reached_key := null;
        end if;
        sql := privacy.export_statement(held);
        continue when sql is null;
        if reached.reached_key is not null then
            sql := format('%s and (%s) > (%s)', sql,
                (select string_agg(format('r.%I', key), ', ' order by place) from unnest(held.key_columns) with ordinality as k (key, place)),
                (select string_agg(format('($3)[%s]::%s', place, privacy.column_type(held.relation, key)), ', ' order by place)
                 from unnest(held.key_columns) with ordinality as k (key, place)));
        end if;
        sql := format('%s order by %s limit 5000', sql,
            (select string_agg(format('r.%I', key), ', ' order by place) from unnest(held.key_columns) with ordinality as k (key, place)));
        lines := '{}';
        -- Row by row: how large they are is not known before.
        for found_at in execute sql using array[archive.tenant_id], people, reached.reached_key loop
            line := found_at.row;
            lines := array_append(lines, line);
            size := size + octet_length(line) + 2;
            reached.reached_key := found_at.key;
            is_full := size >= room;
            exit when is_full;
        end loop;
        continue when lines = '{}';
        is_full := is_full or cardinality(lines) = 5000;
        select count(*) + 1 into number from jsonb_array_elements(reached.files) as file where file ->> 'table' = held.relation;
        name := format('data/%s-%s.json', left(regexp_replace(held.relation, '[^A-Za-z0-9_.]', '_', 'g'), 70), lpad(number::text, 5, '0'));
        content := content || privacy.tar_entry(name,
            convert_to(E'[\n' || array_to_string(lines, E',\n') || E'\n]\n', 'UTF8'), archive.created_at);
        reached.files := reached.files || jsonb_build_object('name', name, 'table', held.relation, 'rows', cardinality(lines));
        reached.rows := reached.rows + cardinality(lines);
        exit when is_full;
    end loop;
    if not is_full then
        reached.reached := null;  -- every table was read
    end if;
end
$$;
comment on function privacy.read_export(privacy.exports, bigint) is
    'The next files of an archive, of about so many bytes, and how far it is then: reached is null once all was read.';

create function privacy.build_export(room bigint default 1048576)
    returns table (tenant_id uuid, export_id uuid, content bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    archive     privacy.exports;
    request     privacy.gdpr_requests;
    receipt     privacy.gdpr_receipts;
    step        record;
    description jsonb;
    part        bytea;
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    -- What was not fetched in time, or is being fetched for too long.
    with expired as (
        update privacy.exports as e
        set state = 'expired', files = '[]'
        where e.state in ('ready', 'fetching') and e.expires_at <= now()
        returning e.tenant_id, e.id
    )
    delete from privacy.export_chunks as chunk
    using expired
    where chunk.tenant_id = expired.tenant_id and chunk.export_id = expired.id;

    select e.* into archive from privacy.exports as e
    where e.state = 'pending' and (e.try_after is null or e.try_after <= now())
    order by e.created_at, e.id limit 1 for update skip locked;
    if not found then
        return;
    end if;
    perform set_config('palisade.tenant_id', archive.tenant_id::text, true);
    begin
        select next.* into step from privacy.read_export(archive, build_export.room) as next;
        part := step.content;
        archive := step.reached;
        if archive.reached is null then
            archive.state := 'ready';
            archive.ready_at := now();
            archive.expires_at := now() + interval '24 hours';
            select r.* into request from privacy.gdpr_requests as r
            where r.tenant_id = archive.tenant_id and r.id = archive.request_id for update;
            request := privacy.finish(request, (
                select coalesce(jsonb_object_agg(key, rows), '{}')
                from (select (file ->> 'table') || ' export' as key, sum((file ->> 'rows')::bigint) as rows
                      from jsonb_array_elements(archive.files) as file group by 1) as counted));
            select r.* into receipt from privacy.gdpr_receipts as r
            where r.tenant_id = archive.tenant_id and r.id = request.receipt_id;
            description := privacy.export_schema(archive);
            -- An archive ends with two blocks of zeros.
            part := part
                || privacy.tar_entry('receipt.json', convert_to(jsonb_pretty(privacy.receipt_shown(receipt)), 'UTF8'), now())
                || privacy.tar_entry('schema.json', convert_to(jsonb_pretty(description), 'UTF8'), now())
                || privacy.tar_entry('index.html', convert_to(privacy.export_page(archive, description), 'UTF8'), now())
                || privacy.zeros(1024);
        end if;
        update privacy.exports as e
        set state = archive.state, reached = archive.reached, reached_key = case when archive.reached is not null then archive.reached_key end,
            files = archive.files, rows = archive.rows, ready_at = archive.ready_at, expires_at = archive.expires_at,
            problem = null, try_after = null
        where e.tenant_id = archive.tenant_id and e.id = archive.id;
    exception when others then
        -- One that fails is put off, so that the others go on; a message might quote values.
        part := null;
        if sqlstate = 'PA404' or archive.created_at < now() - interval '1 day' then
            delete from privacy.exports as e where e.tenant_id = archive.tenant_id and e.id = archive.id;
            update privacy.gdpr_requests as r
            set state = 'refused', stage = null, roots = null, finished_at = now(), problem = sqlstate,
                refusal = 'The archive could not be made.'
            where r.tenant_id = archive.tenant_id and r.id = archive.request_id and r.state = 'running';
        end if;
        update privacy.exports as e
        set problem = sqlstate, try_after = now() + interval '1 minute'
        where e.tenant_id = archive.tenant_id and e.id = archive.id;
        raise warning 'export % failed with SQLSTATE %; it is tried again in a minute', archive.id, sqlstate;
    end;
    return query select archive.tenant_id, archive.id, part;
end
$$;
comment on function privacy.build_export(bigint) is
    'For the worker: the next part of the oldest archive that is being made, to be stored in the same transaction; no '
    'row when idle. Deletes archives that have expired.';

create function privacy.store_export(tenant uuid, export_id uuid, content bytea) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    before integer;
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    select e.chunks into strict before from privacy.exports as e
    where e.tenant_id = tenant and e.id = store_export.export_id for update;
    insert into privacy.export_chunks (tenant_id, export_id, position, content)
    select tenant, store_export.export_id, before + piece + 1, substring(store_export.content from piece * 131072 + 1 for 131072)
    from generate_series(0, (length(store_export.content) - 1) / 131072) as piece;
    update privacy.exports as e
    set chunks = before + (length(store_export.content) - 1) / 131072 + 1, bytes = e.bytes + length(store_export.content)
    where e.tenant_id = tenant and e.id = store_export.export_id;
end
$$;
comment on function privacy.store_export(uuid, uuid, bytea) is 'For the worker: adds compressed bytes to an archive.';

create function privacy.fetch_export(export_id uuid) returns table (bytes bigint, chunks integer)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := palisade.tenant_id();
    archive privacy.exports;
begin
    -- Two at the same moment: the second waits here, and then finds it fetched.
    select e.* into archive from privacy.exports as e
    where e.tenant_id = tenant and e.id = fetch_export.export_id and e.requested_by = palisade.user_id() for update;
    if not found then
        raise exception 'There is no such export for you.' using errcode = 'PA404';
    end if;
    -- Whoever asked may have lost the right meanwhile.
    perform privacy.require_caller(archive.subject_id);
    if archive.state = 'pending' then
        raise exception 'This export is still being made.' using errcode = 'PA409', hint = 'gdprExports says when it is READY.';
    end if;
    if archive.state <> 'ready' or archive.expires_at <= now() then
        raise exception 'This export was fetched before, or has expired.'
            using errcode = 'PA404', hint = 'Ask for a new one.';
    end if;
    update privacy.exports as e
    set state = 'fetching', fetched_at = now(), expires_at = least(e.expires_at, now() + interval '1 hour')
    where e.tenant_id = tenant and e.id = archive.id;
    perform privacy.note('fetch', 'privacy.exports', archive.id::text, archive.request_id::text, null);
    return query select archive.bytes, archive.chunks;
end
$$;
comment on function privacy.fetch_export(uuid) is
    'Begins the one download of an archive, by whoever asked for it; for an hour its chunks can be read.';

create function privacy.close_export(export_id uuid) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    update privacy.exports as e
    set state = 'fetched', files = '[]'
    where e.tenant_id = palisade.tenant_id() and e.id = close_export.export_id
      and e.requested_by = palisade.user_id() and e.state = 'fetching';
    if found then
        delete from privacy.export_chunks as chunk
        where chunk.tenant_id = palisade.tenant_id() and chunk.export_id = close_export.export_id;
    end if;
end
$$;
comment on function privacy.close_export(uuid) is 'Deletes an archive that was fetched to its end.';

create function privacy.discard_exports(tenants uuid[], people jsonb) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    keys text[] := array(select key from jsonb_each(people) as root (relation, people),
                                jsonb_array_elements_text(root.people) as key);
begin
    with gone as (
        delete from privacy.exports as e
        where e.tenant_id = any (tenants) and (e.subject_id::text = any (keys) or e.requested_by::text = any (keys))
        returning e.tenant_id, e.request_id
    )
    update privacy.gdpr_requests as r
    set state = 'refused', refusal = 'The person''s data was erased or anonymized before the export was made.',
        stage = null, roots = null, finished_at = now()
    from gone
    where r.tenant_id = gone.tenant_id and r.id = gone.request_id and r.state = 'running';
end
$$;
comment on function privacy.discard_exports(uuid[], jsonb) is
    'Deletes the archives about people, and those that they asked for.';

grant execute on function privacy.build_export(bigint), privacy.store_export(uuid, uuid, bytea) to palisade_owner;
grant execute on function privacy.fetch_export(uuid), privacy.close_export(uuid) to palisade_member, palisade_admin;
