-- A person whom many rows name is found once: keys that came twice stopped the replay of whoever had left all of their tenants.
-- And a replay takes what a backup holds beside the rows of whoever was erased since: archives about them, holds that were lifted
-- before they went, and tombstones of restrictions, which could be lifted, become those of erasures.
set local role palisade_owner;

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create or replace function privacy.roots_by_hash(request_id uuid) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    step   record;
    found  text[];
    people jsonb := '{}';
begin
    for step in
        select p.relation, p.columns[1] as key, coalesce(p.to_relation, p.relation) as root, held.tenant_column
        from privacy.subject_paths as p
        join privacy.mapped_tables as held on held.relation = p.relation
        where p.to_path is null
          and coalesce(p.to_relation, p.relation) in (
              select entry.relation from privacy.erasure_log as entry where entry.request_id = roots_by_hash.request_id)
    loop
        execute format(
            'select array_agg(distinct key) from (select distinct %1$s as tenant, r.%2$I::text as key from %3$s as r '
            'where r.%2$I is not null and ($1 is null or %4$s)) as there '
            'where exists (select from privacy.erasure_log as entry where entry.request_id = $2 and entry.relation = %5$L '
            'and entry.subject_hash = privacy.subject_hash(%5$L, coalesce(there.tenant, entry.tenant_id::text) || ''|'' || there.key))',
            case when step.tenant_column is null then 'null::text' else format('r.%I::text', step.tenant_column) end,
            step.key, step.relation,
            case when step.tenant_column is null then 'true' else format('r.%I = any ($1)', step.tenant_column) end,
            step.root)
        into found
        using (select array_agg(distinct entry.tenant_id) from privacy.erasure_log as entry
               where entry.request_id = roots_by_hash.request_id), roots_by_hash.request_id;
        if found is not null then
            people := jsonb_set(people, array[step.root], (
                select jsonb_agg(distinct key)
                from jsonb_array_elements(coalesce(people -> step.root, '[]') || to_jsonb(found)) as key));
        end if;
    end loop;
    return people;
end
$$;

create function privacy.unfinished_acts() returns table (request_id uuid, problem text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    if not privacy.is_operator() then
        raise exception 'This is for operators.' using errcode = 'PA403';
    end if;
    return query
        select request.id, request.problem from privacy.gdpr_requests as request
        where request.state = 'running' and request.stage <> 'export'
        order by request.started_at, request.id;
end
$$;
comment on function privacy.unfinished_acts() is
    'For operators: erasures and anonymizations that still have something to do, and why the last batch failed.';

grant execute on function privacy.unfinished_acts() to palisade_owner;

create or replace function privacy.replay() returns bigint
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    past   record;
    people jsonb;
    begun  bigint := 0;
    again  privacy.gdpr_requests;
    survey jsonb;
begin
    if not privacy.is_operator() then
        raise exception 'Erasures are replayed by an operator.' using errcode = 'PA403';
    end if;
    insert into privacy.tombstones (subject_hash, kind)
    select entry.subject_hash, max(case entry.kind when 'erase' then 'erase' else 'anonymize' end)
    from privacy.erasure_log as entry
    where entry.kind <> 'delete_sessions'
    group by entry.subject_hash
    -- One of a restriction could be lifted.
    on conflict (subject_hash) do update set kind = excluded.kind
    where privacy.tombstones.kind = 'restrict';
    for past in
        select entry.request_id, entry.kind, array_agg(distinct entry.tenant_id) as tenants,
               array_agg(distinct entry.subject_hash) as hashes
        from privacy.erasure_log as entry
        where not exists (select from privacy.gdpr_requests as r
                          where r.id = entry.request_id and r.tenant_id = entry.tenant_id and r.state = 'running')
        group by entry.request_id, entry.kind
        order by min(entry.created_at)
    loop
        people := privacy.roots_by_hash(past.request_id);
        continue when people = '{}';
        -- Archives about them, which the backup holds, and holds that had been lifted when they were erased.
        perform privacy.discard_exports(past.tenants, people);
        delete from privacy.legal_holds as hold
        where hold.tenant_id = any (past.tenants)
          and hold.subject_id::text in (
              select key from jsonb_each(people) as root (relation, people), jsonb_array_elements_text(root.people) as key);
        again.tenant_id := past.tenants[1];
        again.kind := past.kind;
        again.tenants := past.tenants;
        survey := privacy.survey(again, people);
        continue when (survey ->> 'rows')::bigint = 0;
        insert into privacy.gdpr_requests (tenant_id, kind, state, stage, subject_pseudonym, requested_role, tenants, roots,
            preview, preview_hash, rows_left, verified_at, previewed_at, started_at)
        values (past.tenants[1], past.kind, 'running', 'people', left(encode(past.hashes[1], 'hex'), 32), session_user,
            past.tenants, people, survey - 'hash', survey ->> 'hash', (survey ->> 'rows')::bigint, now(), now(), now());
        perform privacy.note('replay', 'privacy.gdpr_requests', past.request_id::text, past.request_id::text, null);
        begun := begun + 1;
    end loop;
    return begun;
end
$$;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;
