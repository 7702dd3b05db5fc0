-- A batch begins at the table that the one before it ended with. Small batches, which nobody waits for long, are only
-- worth it where each of them looks at one table and not at all of them.
set local role palisade_owner;

alter table privacy.gdpr_requests add column reached text[];

comment on column privacy.gdpr_requests.reached is
    'The table that the last batch did not finish: its place in the order, its name, the path; null: the first is next.';

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values
    ('privacy.gdpr_requests', 'reached', 'technical', 'keep', 'keep', 'never');

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

drop function privacy.do_items(privacy.gdpr_requests, text, integer);

create function privacy.do_items(
    request privacy.gdpr_requests, stage text, room integer, out counts jsonb, out reached text[])
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    item    record;
    sql     text;
    counted bigint;
    name    text;
    tenant  uuid;
begin
    counts := '{}';
    <<work>>
    for item in
        select w.* from privacy.work_items(request.kind) as w
        where (w.tenant_column is null) = (stage = 'identity')
          -- What is done is not looked at again by each batch: the check at the end looks at all of it.
          and (request.reached is null
               or (w.work_order, w.relation, w.path)
                  >= (request.reached[1]::integer, request.reached[2], request.reached[3]))
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
            if room <= 0 then
                reached := array[item.work_order::text, item.relation, item.path];
                exit work;
            end if;
        end loop;
    end loop;
    perform set_config('palisade.tenant_id', request.tenant_id::text, true);
end
$$;
comment on function privacy.do_items(privacy.gdpr_requests, text, integer) is
    'Does at most this many rows of a stage; counts by table and action, and where it stopped. Nothing is left: null.';

create or replace function privacy.run_batch(tenant uuid, request_id uuid, room integer default 2000) returns privacy.gdpr_requests
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    request privacy.gdpr_requests;
    step    record;
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
        if request.stage = 'tenants' then
            counts := privacy.do_tenants(request, room);
        else
            select next.* into step from privacy.do_items(request, request.stage, room) as next;
            counts := step.counts;
            request.reached := step.reached;
        end if;
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
    set problem = null, try_after = null, state = request.state, stage = request.stage, reached = request.reached,
        rows_done = request.rows_done, rows_left = request.rows_left, done = request.done,
        finished_at = request.finished_at, receipt_id = request.receipt_id,
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

-- They count all rows of a person: on one processor, the others are left to everybody else.
alter function privacy.survey(privacy.gdpr_requests, jsonb) set max_parallel_workers_per_gather = 0;
alter function privacy.rows_left(privacy.gdpr_requests, jsonb) set max_parallel_workers_per_gather = 0;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;
