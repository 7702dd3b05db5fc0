-- After a restored backup: who was erased since it was made goes again. The log is kept outside of the database, too.
set local role palisade_definer;

create function privacy.export_erasures() returns setof jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    if not privacy.is_operator() then
        raise exception 'The erasure log is the operator''s.' using errcode = 'PA403';
    end if;
    return query
        select to_jsonb(entry) from privacy.erasure_log as entry order by entry.created_at, entry.id;
end
$$;
comment on function privacy.export_erasures() is 'The erasure log, one JSON object per entry; hashes, no keys of people.';

create function privacy.import_erasures(entries jsonb) returns bigint
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    added bigint;
begin
    if not privacy.is_operator() then
        raise exception 'The erasure log is the operator''s.' using errcode = 'PA403';
    end if;
    insert into privacy.erasure_log
    select entry.* from jsonb_populate_recordset(null::privacy.erasure_log, entries) as entry
    on conflict do nothing;
    get diagnostics added = row_count;
    return added;
end
$$;
comment on function privacy.import_erasures(jsonb) is 'Adds entries of a log that was kept elsewhere; says how many were new.';

create function privacy.replay() returns bigint
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
    select entry.subject_hash, min(case entry.kind when 'erase' then 'erase' else 'anonymize' end)
    from privacy.erasure_log as entry
    where entry.kind <> 'delete_sessions'
    group by entry.subject_hash
    on conflict (subject_hash) do nothing;
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
comment on function privacy.replay() is
    'Begins again every erasure whose people are in the database all the same; the worker does the rest.';

grant execute on function privacy.export_erasures(), privacy.import_erasures(jsonb), privacy.replay() to palisade_owner;

set local role palisade_owner;
