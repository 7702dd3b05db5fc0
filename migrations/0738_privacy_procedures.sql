-- The procedures that a request names: first who asks, then what. Each act names its request and its preview.
set local role palisade_owner;

create type privacy.act as (
    request_id             uuid,
    kind                   text,
    state                  text,
    subject_id             uuid,
    preview                jsonb,
    preview_hash           text,
    rows_done              bigint,
    rows_left              bigint,
    due_at                 timestamptz,
    finished_at            timestamptz,
    receipt_id             uuid,
    receipt                text,
    receipt_previous_hash  text,
    receipt_hash           text
);
comment on type privacy.act is 'What a procedure answers: the request, how far it is, and its receipt when it is done.';

grant usage on type privacy.act to palisade_member, palisade_admin, palisade_definer;

set local role palisade_definer;

create function privacy.shown(request privacy.gdpr_requests) returns privacy.act
    language sql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return (
        $1.id, $1.kind, $1.state, $1.subject_id, $1.preview, $1.preview_hash, $1.rows_done, $1.rows_left,
        $1.due_at, $1.finished_at, $1.receipt_id, (
            select receipt.content from privacy.gdpr_receipts as receipt
            where receipt.tenant_id = $1.tenant_id and receipt.id = $1.receipt_id), (
            select receipt.previous_hash from privacy.gdpr_receipts as receipt
            where receipt.tenant_id = $1.tenant_id and receipt.id = $1.receipt_id), (
            select receipt.hash from privacy.gdpr_receipts as receipt
            where receipt.tenant_id = $1.tenant_id and receipt.id = $1.receipt_id)
    )::privacy.act;
comment on function privacy.shown(privacy.gdpr_requests) is
    'How far a request is, with its receipt: also for whom the erasure has taken the right to read either.';

create function privacy.subject_of_session(tenant uuid, session uuid) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    root    record;
    owner   record;
    subject uuid;
    key     text;
begin
    for root in
        select step.relation, step.columns[1] as key, held.tenant_column
        from privacy.subject_paths as step
        join privacy.mapped_tables as held on held.relation = step.relation
        where step.to_relation is null and step.root_kind = 'session'
        order by step.relation
    loop
        execute format('select r.%I::text from %s as r where r.%I = $1 and r.%I::text = $2',
            root.key, root.relation, root.tenant_column, root.key)
        into key using tenant, session::text;
        if key is null then continue; end if;
        for owner in
            select step.columns[1] as column_name, step.to_relation
            from privacy.subject_paths as step
            where step.relation = root.relation and step.root_kind = 'person' and step.to_path is null
              and step.to_relation is not null
            order by step.path
        loop
            execute format('select r.%I from %s as r where r.%I = $1 and r.%I::text = $2',
                owner.column_name, root.relation, root.tenant_column, root.key)
            into subject using tenant, session::text;
            if subject is not null then
                return jsonb_build_object('subject', subject,
                    'roots', jsonb_build_object(root.relation, jsonb_build_array(key)));
            end if;
        end loop;
    end loop;
    raise exception 'There is no such session in this tenant.' using errcode = 'PA404';
end
$$;
comment on function privacy.subject_of_session(uuid, uuid) is 'Whose session it is, and its key by table; PA404 if none.';

create function privacy.sessions_of(tenants uuid[], people jsonb) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    root     record;
    found    text[];
    sessions jsonb := '{}';
begin
    for root in
        select step.relation, step.columns[1] as key, held.tenant_column, owner.path
        from privacy.subject_paths as step
        join privacy.mapped_tables as held on held.relation = step.relation
        join privacy.subject_paths as owner
            on owner.relation = step.relation and owner.root_kind = 'person' and owner.on_erase = 'delete'
        where step.to_relation is null and step.root_kind = 'session'
        order by step.relation, owner.path
    loop
        execute format('select array_agg(r.%I::text) from %s as r where r.%I = any ($1) and %s', root.key, root.relation,
            root.tenant_column, privacy.path_condition(root.relation, root.path, 'r', '$2'))
        into found using tenants, people;
        if found is not null then
            sessions := jsonb_set(sessions, array[root.relation],
                coalesce(sessions -> root.relation, '[]') || to_jsonb(found));
        end if;
    end loop;
    return sessions;
end
$$;
comment on function privacy.sessions_of(uuid[], jsonb) is 'The keys of a person''s sessions, by table.';

create function privacy.open_request(
    kind text, subject_id uuid default null, session_id uuid default null, request_id uuid default null,
    reason text default null)
    returns privacy.gdpr_requests
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(open_request.subject_id);
    request privacy.gdpr_requests;
    people  jsonb;
    session jsonb;
    subject uuid := open_request.subject_id;
    survey  jsonb;
begin
    if open_request.kind = 'anonymize_session' then
        if open_request.session_id is null then
            raise exception 'Name the session.' using errcode = 'PA400', hint = 'Give sessionId.';
        end if;
        session := privacy.subject_of_session(tenant, open_request.session_id);
        subject := coalesce(subject, (session ->> 'subject')::uuid);
    elsif open_request.session_id is not null then
        raise exception 'A session is named for ANONYMIZE_SESSION only.' using errcode = 'PA400';
    end if;
    if subject is null then
        raise exception 'Name the person.' using errcode = 'PA400', hint = 'Give subjectId.';
    end if;
    people := privacy.find_roots(tenant, subject);
    if session is not null then
        if not exists (select from jsonb_each(people) as root (relation, keys)
                       where root.keys ? (session ->> 'subject')) then
            raise exception 'There is no such session in this tenant.' using errcode = 'PA404';
        end if;
        people := session -> 'roots';
    end if;

    if open_request.request_id is not null then
        select r.* into request from privacy.gdpr_requests as r
        where r.tenant_id = tenant and r.id = open_request.request_id for update;
    end if;
    if request.id is null then
        insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, session_id, reason, tenants,
            subject_pseudonym, requested_by, requested_role)
        values (tenant, coalesce(open_request.request_id, palisade.uuid_v7()), open_request.kind, subject, open_request.session_id,
            open_request.reason, array[tenant], privacy.pseudonym(tenant, subject), privacy.actor(),
            coalesce(nullif(current_setting('role'), 'none'), session_user))
        returning * into request;
    elsif request.kind <> open_request.kind or request.subject_id is distinct from subject
        or request.session_id is distinct from open_request.session_id
        or request.tenants <> array[tenant] and subject is distinct from palisade.user_id()
    then
        raise exception 'This request is about something else.' using errcode = 'PA409', hint = 'Use a new request.';
    elsif request.state in ('running', 'done', 'refused') then
        raise exception 'This request is %; it needs no open_request.', request.state using errcode = 'PA409';
    end if;

    survey := privacy.survey(request, people);
    update privacy.gdpr_requests as r
    set preview = survey - 'hash', preview_hash = survey ->> 'hash', state = 'previewed',
        rows_left = (survey ->> 'rows')::bigint, verified_at = coalesce(r.verified_at, now()), previewed_at = now()
    where r.tenant_id = tenant and r.id = request.id
    returning * into request;
    perform privacy.note('preview', 'privacy.gdpr_requests', request.id::text, request.id::text, null);
    return request;
end
$$;
comment on function privacy.open_request(text, uuid, uuid, uuid, text) is
    'Opens a request, or looks again at one that is open, and keeps what its act would touch.';

create function privacy.preview(
    kind text, subject_id uuid default null, session_id uuid default null, request_id uuid default null,
    reason text default null)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    perform privacy.require_caller(preview.subject_id);
    return privacy.shown(privacy.open_request(preview.kind, preview.subject_id, preview.session_id, preview.request_id,
        preview.reason));
end
$$;
comment on function privacy.preview(text, uuid, uuid, uuid, text) is
    'Opens a request (or looks again) and says what its act would touch. Changes nothing else.';

create function privacy.pseudonym(tenant uuid, subject uuid) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return left(encode(privacy.subject_hash('privacy.subject', $1 || '|' || $2), 'hex'), 32);
comment on function privacy.pseudonym(uuid, uuid) is 'The name under which requests and receipts know a person.';

create function privacy.claim(
    tenant uuid, kinds text[], subject uuid, session uuid, request_id uuid, preview_hash text,
    is_everywhere boolean default false)
    returns privacy.gdpr_requests
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    request privacy.gdpr_requests;
    people  jsonb;
    survey  jsonb;
begin
    -- Whoever repeats the call waits here, and then finds it under way or done.
    select r.* into request from privacy.gdpr_requests as r
    where r.tenant_id = tenant and r.id = claim.request_id for update;
    if not found then
        raise exception 'There is no such request in this tenant.'
            using errcode = 'PA404', hint = 'gdprPreview opens one.';
    end if;
    if request.kind <> all (kinds)
        or subject is not null and request.subject_pseudonym <> privacy.pseudonym(tenant, subject)
        or session is not null and request.session_id is distinct from session and request.state <> 'done'
        or request.preview_hash is distinct from claim.preview_hash
        or request.tenants <> array[tenant] and not is_everywhere
    then
        raise exception 'This request is about something else, or was previewed again since.'
            using errcode = 'PA409', hint = 'Give the subject and the previewHash of the request''s last preview.';
    end if;
    if request.state in ('running', 'done') then
        return request;
    end if;
    if request.state <> 'previewed' then
        raise exception 'This request is %.', request.state using errcode = 'PA409';
    end if;

    people := case when request.kind = 'anonymize_session'
        then privacy.subject_of_session(tenant, request.session_id) -> 'roots'
        else privacy.find_roots(tenant, request.subject_id) end;
    if request.kind in ('erase', 'delete_sessions', 'anonymize', 'anonymize_session') then
        if request.tenants <> array[tenant] then
            people := privacy.linked_roots(request.tenants, people);
        end if;
        if privacy.holds_on(request.tenants,
               people || privacy.linked_roots(request.tenants, privacy.find_roots(tenant, request.subject_id))) <> '[]'
        then
            raise exception 'A legal hold stands on this person; nothing was changed.'
                using errcode = 'PA409', hint = 'Lift the hold, or refuse the request with that reason.';
        end if;
        if request.kind <> 'delete_sessions' then
            perform privacy.bury(request.tenants, people,
                case when request.kind = 'erase' then 'erase' else 'anonymize' end, request.id);
        end if;
        -- What waits to be fetched would be a copy that outlives the act; and whoever goes fetches nothing any more.
        perform privacy.discard_exports(request.tenants,
            people || privacy.linked_roots(request.tenants, privacy.find_roots(tenant, request.subject_id)));
    end if;
    survey := privacy.survey(request, people);
    if survey ->> 'hash' <> request.preview_hash then
        raise exception 'The data has changed since the preview; nothing was changed.'
            using errcode = 'PA409', hint = 'Preview again, and give the new previewHash.';
    end if;
    update privacy.gdpr_requests as r
    set state = 'running', stage = 'people', started_at = now(), roots = people, rows_left = (survey ->> 'rows')::bigint
    where r.tenant_id = tenant and r.id = request.id
    returning * into request;
    if request.kind in ('erase', 'delete_sessions', 'anonymize', 'anonymize_session') then
        insert into privacy.erasure_log (kind, relation, tenant_id, subject_hash, request_id)
        select request.kind, h.relation, h.tenant_id, h.subject_hash, request.id
        from privacy.hashes_of(request.tenants, case when request.kind = 'delete_sessions'
            then privacy.sessions_of(request.tenants, people) else people end) as h;
    end if;
    perform privacy.note(request.kind, 'privacy.gdpr_requests', request.id::text, request.id::text, null);
    return request;
end
$$;
comment on function privacy.claim(uuid, text[], uuid, uuid, uuid, text, boolean) is
    'Begins an act: the request, its preview, holds and tombstones. PA409 where anything is not as it was previewed.';

create function privacy.erase_subject(subject_id uuid, request_id uuid, preview_hash text)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(erase_subject.subject_id);
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{erase}', erase_subject.subject_id, null, erase_subject.request_id,
        erase_subject.preview_hash);
    return privacy.shown(case when request.state = 'running' then privacy.run_batch(tenant, request.id) else request end);
end
$$;
comment on function privacy.erase_subject(uuid, uuid, text) is
    'Erases a person from this tenant: at once where they are few rows, else by the worker.';

create function privacy.delete_user_sessions(subject_id uuid, request_id uuid, preview_hash text)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(delete_user_sessions.subject_id);
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{delete_sessions}', delete_user_sessions.subject_id, null,
        delete_user_sessions.request_id, delete_user_sessions.preview_hash);
    return privacy.shown(case when request.state = 'running' then privacy.run_batch(tenant, request.id) else request end);
end
$$;
comment on function privacy.delete_user_sessions(uuid, uuid, text) is
    'Deletes a person''s sessions and all that belongs to them; the person stays.';

create function privacy.anonymize_session(session_id uuid, request_id uuid, preview_hash text)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller((
        select r.subject_id from privacy.gdpr_requests as r
        where r.tenant_id = palisade.tenant_id() and r.id = anonymize_session.request_id));
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{anonymize_session}', null, anonymize_session.session_id,
        anonymize_session.request_id, anonymize_session.preview_hash);
    return privacy.shown(case when request.state = 'running' then privacy.run_batch(tenant, request.id) else request end);
end
$$;
comment on function privacy.anonymize_session(uuid, uuid, text) is
    'Takes the words out of one session; its figures stay. Nothing can be written to it afterwards.';

create function privacy.anonymize_subject(subject_id uuid, request_id uuid, preview_hash text)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(anonymize_subject.subject_id);
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{anonymize}', anonymize_subject.subject_id, null, anonymize_subject.request_id,
        anonymize_subject.preview_hash);
    return privacy.shown(case when request.state = 'running' then privacy.run_batch(tenant, request.id) else request end);
end
$$;
comment on function privacy.anonymize_subject(uuid, uuid, text) is
    'Takes a person out of this tenant''s rows; figures stay under a random name.';

create function privacy.erase_me(request_id uuid, preview_hash text) returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(palisade.user_id());
    request privacy.gdpr_requests;
begin
    request := privacy.claim(tenant, '{erase}', palisade.user_id(), null, erase_me.request_id, erase_me.preview_hash,
        true);
    return privacy.shown(case when request.state = 'running' then privacy.run_batch(tenant, request.id) else request end);
end
$$;
comment on function privacy.erase_me(uuid, text) is
    'Erases the caller from all tenants they belong to, as previewed by privacy.preview_erase_me.';

create function privacy.preview_erase_me(request_id uuid default null, reason text default null)
    returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(palisade.user_id());
    request privacy.gdpr_requests;
    people  jsonb;
    survey  jsonb;
begin
    request := privacy.open_request('erase', palisade.user_id(), null, preview_erase_me.request_id,
        preview_erase_me.reason);
    update privacy.gdpr_requests as r
    set tenants = (select array_agg(m.tenant_id order by m.tenant_id <> tenant, m.tenant_id)
                   from core.memberships as m where m.user_id = palisade.user_id())
    where r.tenant_id = tenant and r.id = request.id
    returning * into request;
    people := privacy.find_roots(tenant, palisade.user_id());
    if request.tenants <> array[tenant] then
        people := privacy.linked_roots(request.tenants, people);
    end if;
    survey := privacy.survey(request, people);
    update privacy.gdpr_requests as r
    set preview = survey - 'hash', preview_hash = survey ->> 'hash', rows_left = (survey ->> 'rows')::bigint
    where r.tenant_id = tenant and r.id = request.id
    returning * into request;
    return privacy.shown(request);
end
$$;
comment on function privacy.preview_erase_me(uuid, text) is
    'Opens a request to erase the caller from all their tenants, and says what that would touch.';

create function privacy.verify(request_id uuid) returns table (relation text, action text, rows_left bigint)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(palisade.user_id());
    request privacy.gdpr_requests;
begin
    select r.* into request from privacy.gdpr_requests as r
    where r.tenant_id = tenant and r.id = verify.request_id;
    if not found then
        raise exception 'There is no such request in this tenant.' using errcode = 'PA404';
    end if;
    perform privacy.require_caller(request.subject_id);  -- null once erased: then an admin's alone
    if request.kind not in ('erase', 'delete_sessions', 'anonymize', 'anonymize_session') or request.state <> 'done' then
        raise exception 'Only an erasure or anonymization that is done can be verified.' using errcode = 'PA409';
    end if;
    perform privacy.note('verify', 'privacy.gdpr_requests', request.id::text, request.id::text, null);
    return query
        select l.relation, l.action, sum(l.rows_left)::bigint
        from privacy.rows_left(request, privacy.roots_by_hash(request.id)) as l
        group by l.relation, l.action
        order by l.relation, l.action;
end
$$;
comment on function privacy.verify(uuid) is 'Looks again for what a finished act should have done: rows left, by table.';

create function privacy.roots_by_hash(request_id uuid) returns jsonb
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
            people := jsonb_set(people, array[step.root], coalesce(people -> step.root, '[]') || to_jsonb(found));
        end if;
    end loop;
    return people;
end
$$;
comment on function privacy.roots_by_hash(uuid) is
    'Keys of erased people that are in the database all the same: after a backup was restored, or by a fault.';

create function privacy.refuse_request(request_id uuid, refusal text) returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(null);
    request privacy.gdpr_requests;
begin
    update privacy.gdpr_requests as r
    set state = 'refused', refusal = refuse_request.refusal, finished_at = now()
    where r.tenant_id = tenant and r.id = refuse_request.request_id
      and r.state in ('received', 'verified', 'previewed')
    returning * into request;
    if not found then
        raise exception 'There is no open request of this key.' using errcode = 'PA404';
    end if;
    perform privacy.note('refuse', 'privacy.gdpr_requests', request.id::text, request.id::text, null);
    return privacy.shown(request);
end
$$;
comment on function privacy.refuse_request(uuid, text) is 'Refuses an open request, with the reason that the person is told.';

create function privacy.extend_request(request_id uuid, reason text) returns privacy.act
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := privacy.require_caller(null);
    request privacy.gdpr_requests;
begin
    update privacy.gdpr_requests as r
    set due_at = r.received_at + interval '3 months', extension_reason = extend_request.reason
    where r.tenant_id = tenant and r.id = extend_request.request_id
      and r.state not in ('done', 'refused') and r.extension_reason is null and extend_request.reason is not null
    returning * into request;
    if not found then
        raise exception 'There is no open request of this key, or it was extended before.' using errcode = 'PA404';
    end if;
    perform privacy.note('extend', 'privacy.gdpr_requests', request.id::text, request.id::text, null);
    return privacy.shown(request);
end
$$;
comment on function privacy.extend_request(uuid, text) is 'Moves the deadline by two months, once, with a reason.';

grant execute on function
    privacy.preview(text, uuid, uuid, uuid, text), privacy.preview_erase_me(uuid, text), privacy.erase_me(uuid, text),
    privacy.verify(uuid)
    to palisade_member, palisade_admin;
grant execute on function
    privacy.erase_subject(uuid, uuid, text), privacy.delete_user_sessions(uuid, uuid, text),
    privacy.anonymize_session(uuid, uuid, text), privacy.anonymize_subject(uuid, uuid, text),
    privacy.refuse_request(uuid, text), privacy.extend_request(uuid, text)
    to palisade_admin;
-- An operator's, for whom nobody in the tenant can ask.
grant execute on function
    privacy.preview(text, uuid, uuid, uuid, text), privacy.verify(uuid),
    privacy.erase_subject(uuid, uuid, text), privacy.delete_user_sessions(uuid, uuid, text),
    privacy.anonymize_session(uuid, uuid, text), privacy.anonymize_subject(uuid, uuid, text),
    privacy.refuse_request(uuid, text), privacy.extend_request(uuid, text)
    to palisade_owner;
