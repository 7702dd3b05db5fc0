-- A batch stops at a legal hold that was set while the act was under way. And once somebody is gone, no words about them are
-- left in their requests: why one was refused or takes longer, and for which dispute they were on hold.
set local role palisade_owner;

update privacy.data_map
set category = 'content', reason = 'Its words are cleared by privacy.run_batch() when the erasure is done.'
where relation = 'privacy.gdpr_requests' and column_name in ('refusal', 'extension_reason', 'preview');

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

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
    -- One that was set since the act began: what is left stays until it is lifted.
    if privacy.holds_on(request.tenants, request.roots || jsonb_build_object('subject', jsonb_build_array(request.subject_id)))
        <> '[]'
    then
        raise exception 'A legal hold stands on this person; nothing was changed.'
            using errcode = 'PA409', hint = 'The act goes on once the hold is lifted.';
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
        set subject_id = null, reason = null, session_id = null, roots = null,
            preview = r.preview || case when r.preview ? 'holds' then jsonb_build_object('holds', jsonb_build_array()) else '{}' end,
            extension_reason = case when r.extension_reason is not null then '[ERASED]' end,
            -- One that never began was refused by an admin, in words of theirs.
            refusal = case when r.refusal is not null and r.started_at is null then '[ERASED]' else r.refusal end
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

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;

select privacy.apply_map();
