-- An archive is read as of one moment. The worker reads it by a second connection, in one transaction that sees one state
-- of the data, and stores it by its own, part by part: nobody who erases or writes meanwhile waits for it. A worker that
-- is killed leaves a half-made archive, which the next one begins anew.
set local role palisade_owner;

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

drop function privacy.build_export(bigint);
drop function privacy.export_schema(privacy.exports);

create function privacy.export_schema(archive privacy.exports, as_of timestamptz) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select jsonb_build_object(
        'format', 'palisade-export-1', 'request', ($1).request_id, 'requestedAt', ($1).created_at, 'asOf', $2, 'completedAt', now(),
        'about', 'Each file holds an array of rows, one on each line. A row is an object of columns, as described here. '
            'Keys of other people are random and name nobody. All of it is as of one moment.',
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
comment on function privacy.export_schema(privacy.exports, timestamptz) is
    'What the files of an archive hold: tables, columns, categories, how long rows are kept.';

create function privacy.begin_export() returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    next    privacy.exports;
    archive privacy.exports;
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

    for next in
        select e.* from privacy.exports as e
        where e.state = 'pending' and (e.try_after is null or e.try_after <= now())
        order by e.created_at, e.id
    loop
        -- Until the worker says that it is done, or its connection ends: no other one makes the same archive.
        continue when not pg_try_advisory_lock(1346453580, hashtext(next.id::text));
        delete from privacy.export_chunks as chunk where chunk.tenant_id = next.tenant_id and chunk.export_id = next.id;
        update privacy.exports as e
        set reached = null, reached_key = null, files = '[]', rows = 0, bytes = 0, chunks = 0
        where e.tenant_id = next.tenant_id and e.id = next.id and e.state = 'pending'
        returning * into archive;
        if found then
            return to_jsonb(archive);
        end if;
        perform pg_advisory_unlock(1346453580, hashtext(next.id::text));
    end loop;
    return null;
end
$$;
comment on function privacy.begin_export() is
    'For the worker: the oldest archive that is to be made, from its beginning, and held until privacy.leave_export(); '
    'null when idle. Deletes archives that have expired.';

create function privacy.read_part(archive jsonb, room bigint, out content bytea, out reached jsonb)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held privacy.exports := jsonb_populate_record(null::privacy.exports, archive);
    step record;
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    perform set_config('palisade.tenant_id', held.tenant_id::text, true);
    select next.* into step from privacy.read_export(held, room) as next;
    content := step.content;
    reached := to_jsonb(step.reached);
end
$$;
comment on function privacy.read_part(jsonb, bigint) is
    'For the worker, in the transaction that sees one state of the data: the next files of an archive, and how far it is '
    'then; reached.reached is null once all was read.';

create function privacy.store_part(archive jsonb, content bytea) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    held privacy.exports := jsonb_populate_record(null::privacy.exports, archive);
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    -- What was read may be of a person who has been erased since: the erasure deleted the archive, and nothing is stored.
    update privacy.exports as e
    set reached = held.reached, reached_key = case when held.reached is not null then held.reached_key end,
        files = held.files, rows = held.rows
    where e.tenant_id = held.tenant_id and e.id = held.id and e.state = 'pending';
    if not found then
        raise exception 'This archive is not wanted any more.' using errcode = 'PA404';
    end if;
    perform privacy.store_export(held.tenant_id, held.id, content);
end
$$;
comment on function privacy.store_part(jsonb, bytea) is
    'For the worker: adds a part that was read and compressed to its archive. PA404 where that is gone.';

create function privacy.end_export(tenant uuid, export_id uuid, as_of timestamptz) returns bytea
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    archive     privacy.exports;
    request     privacy.gdpr_requests;
    receipt     privacy.gdpr_receipts;
    description jsonb;
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    perform set_config('palisade.tenant_id', tenant::text, true);
    update privacy.exports as e
    set state = 'ready', reached = null, reached_key = null, ready_at = now(), expires_at = now() + interval '24 hours',
        problem = null, try_after = null
    where e.tenant_id = tenant and e.id = end_export.export_id and e.state = 'pending'
    returning * into archive;
    if not found then
        raise exception 'This archive is not wanted any more.' using errcode = 'PA404';
    end if;
    select r.* into request from privacy.gdpr_requests as r
    where r.tenant_id = archive.tenant_id and r.id = archive.request_id for update;
    request := privacy.finish(request, (
        select coalesce(jsonb_object_agg(key, rows), '{}')
        from (select (file ->> 'table') || ' export' as key, sum((file ->> 'rows')::bigint) as rows
              from jsonb_array_elements(archive.files) as file group by 1) as counted));
    select r.* into receipt from privacy.gdpr_receipts as r
    where r.tenant_id = archive.tenant_id and r.id = request.receipt_id;
    description := privacy.export_schema(archive, as_of);
    -- An archive ends with two blocks of zeros.
    return privacy.tar_entry('receipt.json', convert_to(jsonb_pretty(privacy.receipt_shown(receipt)), 'UTF8'), now())
        || privacy.tar_entry('schema.json', convert_to(jsonb_pretty(description), 'UTF8'), now())
        || privacy.tar_entry('index.html', convert_to(privacy.export_page(archive, description), 'UTF8'), now())
        || privacy.zeros(1024);
end
$$;
comment on function privacy.end_export(uuid, uuid, timestamptz) is
    'For the worker: ends an archive whose parts are stored; its last files, to be stored in the same transaction.';

create function privacy.leave_export(tenant uuid, export_id uuid, failure text default null) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    archive privacy.exports;
begin
    if not privacy.is_operator() then
        raise exception 'Archives are made by the worker.' using errcode = 'PA403';
    end if;
    perform pg_advisory_unlock(1346453580, hashtext(leave_export.export_id::text));
    if leave_export.failure is null then
        return;
    end if;
    select e.* into archive from privacy.exports as e
    where e.tenant_id = tenant and e.id = leave_export.export_id and e.state = 'pending' for update;
    if not found then
        return;
    end if;
    -- One that fails is put off, so that the others go on; without a person, or after a day, it is given up.
    if leave_export.failure = 'PA404' or archive.created_at < now() - interval '1 day' then
        delete from privacy.exports as e where e.tenant_id = archive.tenant_id and e.id = archive.id;
        update privacy.gdpr_requests as r
        set state = 'refused', stage = null, roots = null, finished_at = now(), problem = leave_export.failure,
            refusal = 'The archive could not be made.'
        where r.tenant_id = archive.tenant_id and r.id = archive.request_id and r.state = 'running';
    else
        update privacy.exports as e
        set problem = leave_export.failure, try_after = now() + interval '1 minute'
        where e.tenant_id = archive.tenant_id and e.id = archive.id;
    end if;
end
$$;
comment on function privacy.leave_export(uuid, uuid, text) is
    'For the worker: lets go of an archive. With the SQLSTATE of a failure it is put off for a minute, or given up.';

grant execute on function privacy.begin_export(), privacy.read_part(jsonb, bigint), privacy.store_part(jsonb, bytea),
    privacy.end_export(uuid, uuid, timestamptz), privacy.leave_export(uuid, uuid, text) to palisade_owner;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;
