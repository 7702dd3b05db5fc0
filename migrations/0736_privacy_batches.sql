-- An act in batches: each is one transaction that leaves the request in a state from which the next one goes on.
set local role palisade_definer;

create function privacy.do_items(request privacy.gdpr_requests, stage text, room integer) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    item    record;
    sql     text;
    counted bigint;
    counts  jsonb := '{}';
    name    text;
    tenant  uuid;
begin
    <<work>>
    for item in
        select w.* from privacy.work_items(request.kind) as w
        where (w.tenant_column is null) = (stage = 'identity')
        order by w.work_order, w.relation, w.path
    loop
        sql := privacy.work_statement(item, request.kind, 'act');
        continue when sql is null;
        -- One tenant after the other, each in its own context: the tables' own triggers read it.
        foreach tenant in array case when item.tenant_column is null then request.tenants[:1] else request.tenants end loop
            perform set_config('palisade.tenant_id', tenant::text, true);
            execute sql using array[tenant], request.roots, room;
            get diagnostics counted = row_count;
            continue when counted = 0;
            name := item.relation || ' ' || item.action;
            counts := counts || jsonb_build_object(name, coalesce((counts ->> name)::bigint, 0) + counted);
            room := room - counted;
            exit work when room <= 0;
        end loop;
    end loop;
    perform set_config('palisade.tenant_id', request.tenant_id::text, true);
    return counts;
end
$$;
comment on function privacy.do_items(privacy.gdpr_requests, text, integer) is
    'Does at most this many rows of a stage; counts by table and action. Fewer than that: nothing is left.';

create function privacy.do_tenants(request privacy.gdpr_requests, room integer) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    ending  uuid[];
    item    record;
    counted bigint;
    counts  jsonb := '{}';
    name    text;
    tenant  uuid;
begin
    -- The lock makes two members who leave at the same moment come one after the other.
    perform from core.tenants as tenant where tenant.id = any (request.tenants) order by tenant.id for update;
    select array_agg(tenant.id) into ending
    from core.tenants as tenant
    where tenant.id = any (request.tenants)
      and not exists (select from core.memberships as m where m.tenant_id = tenant.id and m.status <> 'ended');
    if ending is null then
        return counts;
    end if;
    <<work>>
    for item in
        select held.relation, held.tenant_column, held.work_order, null::text as path, 'delete' as action
        from privacy.mapped_tables as held
        where held.tenant_column is not null
        order by held.work_order, held.relation
    loop
        foreach tenant in array ending loop
            perform set_config('palisade.tenant_id', tenant::text, true);
            execute privacy.work_statement(item, 'erase', 'act') using array[tenant], request.roots, room;
            get diagnostics counted = row_count;
            continue when counted = 0;
            name := item.relation || ' delete';
            counts := counts || jsonb_build_object(name, coalesce((counts ->> name)::bigint, 0) + counted);
            room := room - counted;
            exit work when room <= 0;
        end loop;
    end loop;
    perform set_config('palisade.tenant_id', request.tenant_id::text, true);
    return counts;
end
$$;
comment on function privacy.do_tenants(privacy.gdpr_requests, integer) is
    'Deletes what is left of tenants that have lost their last member.';

create function privacy.rows_left(request privacy.gdpr_requests, people jsonb)
    returns table (relation text, action text, rows_left bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    item    record;
    sql     text;
    counted bigint;
    ignored numeric;
begin
    for item in
        select w.* from privacy.work_items(request.kind) as w
        where w.tenant_column is not null or privacy.is_last_membership(request.tenants, people)
    loop
        sql := privacy.work_statement(item, request.kind, 'count');
        continue when sql is null;
        execute sql into counted, ignored using request.tenants, people;
        relation := item.relation;
        action := item.action;
        rows_left := counted;
        return next;
    end loop;
end
$$;
comment on function privacy.rows_left(privacy.gdpr_requests, jsonb) is 'Rows that an act has still to do, by table.';

create function privacy.write_receipt(request privacy.gdpr_requests) returns uuid
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    before  privacy.gdpr_receipts;
    key     uuid := palisade.uuid_v7();
    seal    privacy.audit_seals;
    content text;
begin
    perform pg_advisory_xact_lock(1346453578, hashtext(request.tenant_id::text));  -- one chain per tenant: it must not fork
    select r.* into before from privacy.gdpr_receipts as r
    where r.tenant_id = request.tenant_id order by r.number desc limit 1;
    select s.* into seal from privacy.audit_seals as s order by s.number desc limit 1;
    content := jsonb_build_object(
        'receipt', key, 'number', coalesce(before.number, 0) + 1, 'request', request.id, 'kind', request.kind,
        'tenant', request.tenant_id, 'subject', request.subject_pseudonym,
        'by', jsonb_build_object('actor', request.requested_by, 'role', request.requested_role),
        'receivedAt', request.received_at, 'startedAt', request.started_at, 'finishedAt', now(),
        'previewHash', request.preview_hash, 'rows', request.rows_done,
        'tables', (select coalesce(jsonb_agg(jsonb_build_object(
                              'table', split_part(entry.key, ' ', 1), 'action', split_part(entry.key, ' ', 2),
                              'rows', entry.value) order by entry.key), '[]')
                   from jsonb_each(request.done) as entry),
        'kept', (select coalesce(jsonb_agg(jsonb_build_object('column', map.relation || '.' || map.column_name,
                            'reason', coalesce(map.legal_hold, map.reason)) order by map.relation, map.column_name), '[]')
                 from privacy.data_map as map
                 where map.category <> 'technical'
                   and case request.kind when 'erase' then map.erase else map.anonymize end = 'keep'
                   and request.kind in ('erase', 'anonymize', 'anonymize_session')
                   and map.relation in (select w.relation from privacy.work_items(request.kind) as w)),
        'notCovered', privacy.not_covered(),
        'auditSeal', jsonb_build_object('number', coalesce(seal.number, 0), 'hash', coalesce(seal.hash, '')))::text;
    insert into privacy.gdpr_receipts (tenant_id, id, number, request_id, content, previous_hash, hash)
    values (request.tenant_id, key, coalesce(before.number, 0) + 1, request.id, content, coalesce(before.hash, ''),
            encode(sha256(convert_to(coalesce(before.hash, '') || content, 'UTF8')), 'hex'));
    return key;
end
$$;
comment on function privacy.write_receipt(privacy.gdpr_requests) is 'Writes the next receipt of the tenant''s chain.';

create function privacy.run_batch(tenant uuid, request_id uuid, room integer default 2000) returns privacy.gdpr_requests
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    request privacy.gdpr_requests;
    counts  jsonb;
    counted bigint;
    left_over bigint;
    passes  integer := 0;
begin
    select r.* into request from privacy.gdpr_requests as r
    where r.tenant_id = tenant and r.id = run_batch.request_id for update;
    if not found or request.state <> 'running' or request.stage = 'export' then
        return request;
    end if;
    perform privacy.begin_acting();
    loop
        counts := case request.stage
            when 'tenants' then privacy.do_tenants(request, room)
            else privacy.do_items(request, request.stage, room) end;
        select coalesce(sum(value::bigint), 0) into counted from jsonb_each_text(counts);
        room := room - counted;
        insert into privacy.vacuum_queue (relation)
        select distinct split_part(key, ' ', 1) from jsonb_object_keys(counts) as key order by 1
        on conflict (relation) do update set queued_at = excluded.queued_at;
        request.rows_done := request.rows_done + counted;
        request.rows_left := greatest(request.rows_left - counted, 0);
        select coalesce(jsonb_object_agg(key, rows), '{}') into request.done
        from (select key, sum(value::bigint) as rows
              from (select * from jsonb_each_text(request.done) union all select * from jsonb_each_text(counts)) as both_of
              group by key) as summed;
        exit when room <= 0;
        request.stage := case request.stage
            when 'people' then case when request.kind in ('erase', 'anonymize') then 'tenants' else 'check' end
            when 'tenants' then case when privacy.is_last_membership(request.tenants, request.roots)
                                     then 'identity' else 'check' end
            else 'check' end;
        if request.stage = 'identity' then
            perform privacy.bury(array[null]::uuid[],
                jsonb_build_object('core.users', request.roots -> 'core.users'), 'erase', request.id);
        end if;
        if request.stage = 'check' then
            -- The second pass: done is what is seen to be done.
            select coalesce(sum(l.rows_left), 0) into left_over from privacy.rows_left(request, request.roots) as l;
            if left_over = 0 then
                request.state := 'done';
                request.rows_left := 0;
                request.finished_at := now();
                request.stage := null;
                request.receipt_id := privacy.write_receipt(request);
                exit;
            end if;
            -- What triggers of the tables themselves wrote meanwhile, such as a history of what was redacted.
            request.stage := 'people';
            passes := passes + 1;
            exit when passes = 3;  -- the next batch looks again
        end if;
    end loop;
    update privacy.gdpr_requests as r
    set problem = null, try_after = null, state = request.state, stage = request.stage, rows_done = request.rows_done, rows_left = request.rows_left,
        done = request.done, finished_at = request.finished_at, receipt_id = request.receipt_id,
        roots = case when request.state = 'done' then null else r.roots end
    where r.tenant_id = tenant and r.id = run_batch.request_id;
    if request.state = 'done' and request.kind in ('erase', 'anonymize') then
        -- What the person's own requests say of them goes as well; the pseudonym stays.
        update privacy.gdpr_requests as r
        set subject_id = null, reason = null, session_id = null, roots = null
        where r.tenant_id = any (request.tenants)
          and (r.subject_pseudonym = request.subject_pseudonym
               or r.subject_id::text in (
                   select key from jsonb_each(request.roots) as root (relation, people),
                          jsonb_array_elements_text(root.people) as key));
        request.subject_id := null;
        request.reason := null;
        delete from privacy.restrictions as restriction
        where restriction.tenant_id = any (request.tenants)
          and exists (select from jsonb_each(request.roots) as root (key, people)
                      where root.key = restriction.relation and root.people ? restriction.subject_key);
        delete from privacy.legal_holds as hold
        where hold.tenant_id = any (request.tenants)
          and hold.subject_id::text in (
              select key from jsonb_each(request.roots) as root (relation, people),
                     jsonb_array_elements_text(root.people) as key);
    end if;
    request.roots := null;
    return request;
end
$$;
comment on function privacy.run_batch(uuid, uuid, integer) is
    'Does at most this many rows of a running request, and ends it with a receipt once nothing is left.';

create function privacy.work(room integer default 2000)
    returns table (tenant_id uuid, request_id uuid, state text, rows_done bigint, rows_left bigint)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    next record;
    request privacy.gdpr_requests;
begin
    if not privacy.is_operator() then
        raise exception 'Batches are run by the worker.' using errcode = 'PA403';
    end if;
    select r.tenant_id, r.id into next from privacy.gdpr_requests as r
    where r.state = 'running' and r.stage <> 'export' and (r.try_after is null or r.try_after <= now())
    order by r.started_at, r.id limit 1 for update skip locked;
    if not found then
        return;
    end if;
    perform set_config('palisade.tenant_id', next.tenant_id::text, true);
    begin
        request := privacy.run_batch(next.tenant_id, next.id, room);
    exception when others then
        -- One that fails is put off, so that the others go on; a message might quote values.
        update privacy.gdpr_requests as r
        set problem = sqlstate, try_after = now() + interval '1 minute'
        where r.tenant_id = next.tenant_id and r.id = next.id
        returning * into request;
        raise warning 'privacy request % failed with SQLSTATE %; it is tried again in a minute', next.id, sqlstate;
    end;
    return query select request.tenant_id, request.id, request.state, request.rows_done, request.rows_left;
end
$$;
comment on function privacy.work(integer) is 'For the worker: one batch of the oldest running request; no row when idle.';

grant execute on function privacy.work(integer) to palisade_owner;
