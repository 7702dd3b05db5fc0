-- Takes rows of the couple products' former databases, as JSON objects with the former columns: Serene's (one row of
-- messages per session) and HeartSync's (one row per message). For jobs: as palisade_service, in the couple's tenant.
-- What is private is imported in its owner's name, palisade.user_id, and in nobody else's. Keys are kept, so that a row
-- is imported once however often it is sent; times without a zone are UTC; what breaks a rule of the new tables is
-- refused, not bent.
set local role palisade_owner;

create function mediation.imported_time(value text) returns timestamptz
    language sql stable parallel safe
    set search_path = ''
    return case
        when value ~* ':[0-9.]+ *(z|utc|[+-][0-9]{2}(:?[0-9]{2})?)$' then value::timestamptz
        else value::timestamp at time zone 'UTC'
    end;
comment on function mediation.imported_time(text) is 'A moment of a former database; without a zone it is UTC.';

grant execute on function mediation.imported_time(text), mediation.texts(jsonb) to palisade_definer;
grant insert on mediation.conflicts, mediation.mediator_sessions, mediation.mediator_messages, mediation.rant_messages,
    mediation.profile_documents, mediation.cycle_events, mediation.memorable_dates, mediation.conflict_analysis,
    mediation.repair_plans, mediation.intimacy_events
    to palisade_definer;
grant update (metadata, created_at) on mediation.relationships to palisade_definer;
grant update (session_ended_at) on mediation.mediator_sessions to palisade_definer;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.import_messages(session_id uuid, message jsonb, place integer default null) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    ended timestamptz;
begin
    select session.session_ended_at
    into ended
    from mediation.mediator_sessions as session
    where session.tenant_id = palisade.tenant_id() and session.id = import_messages.session_id
    for no key update;
    -- Nothing is added to a session that has ended: it is opened for as long as this takes, under the lock.
    update mediation.mediator_sessions as session
    set session_ended_at = null
    where session.tenant_id = palisade.tenant_id() and session.id = import_messages.session_id;
    insert into mediation.mediator_messages (
        tenant_id, id, session_id, role, content, created_at, metadata, client_key)
    values (
        palisade.tenant_id(), coalesce((message ->> 'id')::uuid, palisade.uuid_v7()), import_messages.session_id,
        lower(message ->> 'role'), message ->> 'content',
        coalesce(mediation.imported_time(coalesce(message ->> 'created_at', message ->> 'timestamp')), now()),
        coalesce(nullif(message -> 'metadata', 'null'), '{}'),
        case when import_messages.place is not null then 'imported ' || import_messages.place end)
    on conflict do nothing;
    update mediation.mediator_sessions as session
    set session_ended_at = ended
    where session.tenant_id = palisade.tenant_id() and session.id = import_messages.session_id;
    return true;
end
$$;
comment on function mediation.import_messages(uuid, jsonb, integer) is
    'Adds one former message to a session; for import_row() alone.';

create function mediation.import_row(table_name text, former_row jsonb) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    source   jsonb := import_row.former_row;
    former   uuid := (source ->> 'id')::uuid;
    conflict uuid := (source ->> 'conflict_id')::uuid;
    slot     text := nullif(source ->> 'partner_id', '');
    extra    jsonb := coalesce(nullif(source -> 'metadata', 'null'), '{}');
    owner    uuid;
    added    boolean;
    session  uuid;
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    if jsonb_typeof(source) is distinct from 'object' or former is null then
        raise exception 'A row is an object with an id.' using errcode = 'PA400';
    end if;

    -- Whose it is: what is private must be the job's own subject.
    if import_row.table_name in ('rant_messages', 'mediator_sessions', 'cycle_events', 'profiles', 'repair_plans') then
        slot := coalesce(slot, source ->> 'partner_requesting');
        owner := mediation.partner_user(slot);
        if owner is null and import_row.table_name = 'profiles' then
            owner := palisade.user_id();  -- a handbook of both: whoever imports it keeps it
        end if;
        if slot is not null and import_row.table_name <> 'profiles' and owner is distinct from palisade.user_id() then
            raise exception 'This row is not of the person in whose name it is imported.' using errcode = 'PA403';
        end if;
        if owner is distinct from palisade.user_id() and import_row.table_name = 'profiles' then
            raise exception 'This row is not of the person in whose name it is imported.' using errcode = 'PA403';
        end if;
        if slot is null and import_row.table_name in ('rant_messages', 'cycle_events', 'repair_plans') then
            raise exception 'This row does not say whose it is.' using errcode = 'PA400';
        end if;
    end if;

    case import_row.table_name
    when 'relationships' then
        update mediation.relationships as relationship
        set partner_a_name = coalesce(source ->> 'partner_a_name', relationship.partner_a_name),
            partner_b_name = coalesce(source ->> 'partner_b_name', relationship.partner_b_name),
            status = coalesce(source ->> 'status', relationship.status),
            created_at = coalesce(mediation.imported_time(source ->> 'created_at'), relationship.created_at),
            metadata = relationship.metadata || extra || jsonb_build_object('imported_id', former)
        where relationship.tenant_id = palisade.tenant_id()
          and relationship.metadata ->> 'imported_id' is distinct from former::text;
    when 'conflicts' then
        insert into mediation.conflicts (
            tenant_id, id, started_by_user_id, started_at, ended_at, status, transcript_summary, transcript_path,
            severity_score, conflict_topics, cycle_phase, metadata)
        values (
            palisade.tenant_id(), former, null, mediation.imported_time(source ->> 'started_at'),
            mediation.imported_time(source ->> 'ended_at'), coalesce(source ->> 'status', 'active'),
            source ->> 'transcript_summary',
            case when coalesce(source ->> 'transcript_path', source ->> 'transcript_s3_path') is not null
                 then palisade.tenant_id() || '/' || former || '.json' end,
            (source ->> 'severity_score')::double precision,
            coalesce(mediation.texts(source -> 'conflict_topics'), '{}'), source ->> 'cycle_phase', extra)
        on conflict (tenant_id, id) do nothing;
        added := found;
        if added and coalesce(source ->> 'transcript_path', source ->> 'transcript_s3_path') is not null then
            perform core.put_object('transcripts', palisade.tenant_id() || '/' || former || '.json',
                                    'application/json', null, 'members', 'mediation.conflicts', former);
            perform core.put_vector('transcripts', 'transcript_' || former, 'mediation.conflicts', former);
        end if;
    when 'mediator_sessions' then
        insert into mediation.mediator_sessions (
            tenant_id, id, conflict_id, owner_user_id, session_started_at, session_ended_at, sentiment_trend, metadata,
            created_at)
        values (
            palisade.tenant_id(), former, conflict, owner, mediation.imported_time(source ->> 'session_started_at'),
            mediation.imported_time(source ->> 'session_ended_at'), source ->> 'sentiment_trend', extra,
            mediation.imported_time(source ->> 'session_started_at'))
        on conflict (tenant_id, id) do nothing;
    when 'mediator_messages' then
        session := (source ->> 'session_id')::uuid;
        if not exists (
            select
            from mediation.mediator_sessions as known
            where known.tenant_id = palisade.tenant_id() and known.id = session
              and (known.owner_user_id is null or known.owner_user_id = palisade.user_id())
        ) then
            raise exception 'There is no such session.' using errcode = 'PA404', hint = 'Import sessions first.';
        end if;
        if jsonb_typeof(source -> 'content') = 'array' then
            -- One row per session: its messages are the items, in their order.
            if exists (
                select
                from mediation.mediator_messages as known
                where known.tenant_id = palisade.tenant_id() and known.session_id = session
            ) then
                return false;
            end if;
            perform mediation.import_messages(session, item.value, item.ordinality::integer)
            from jsonb_array_elements(source -> 'content') with ordinality as item
            order by item.ordinality;
            return jsonb_array_length(source -> 'content') > 0;
        end if;
        if exists (
            select
            from mediation.mediator_messages as known
            where known.tenant_id = palisade.tenant_id() and known.id = former
        ) then
            return false;
        end if;
        return mediation.import_messages(session, source);
    when 'rant_messages' then
        insert into mediation.rant_messages (
            tenant_id, id, conflict_id, owner_user_id, role, content, sentiment_score, emotion_tags, metadata,
            created_at)
        values (
            palisade.tenant_id(), former, conflict, owner, lower(source ->> 'role'), source ->> 'content',
            (source ->> 'sentiment_score')::double precision,
            coalesce(mediation.texts(source -> 'emotion_tags'), '{}'), extra,
            coalesce(mediation.imported_time(source ->> 'created_at'), now()))
        on conflict (tenant_id, id) do nothing;
    when 'profiles' then
        insert into mediation.profile_documents (
            tenant_id, id, owner_user_id, partner_id, profile_type, visibility, filename, pdf_id,
            extracted_text_length, page_count, uploaded_at, last_accessed_at, metadata)
        values (
            palisade.tenant_id(), former, owner, slot, coalesce(source ->> 'profile_type', source ->> 'pdf_type'),
            case when slot is null then 'shared' else 'private' end, source ->> 'filename',
            (source ->> 'pdf_id')::uuid,
            (source ->> 'extracted_text_length')::integer, (source ->> 'page_count')::integer,
            coalesce(mediation.imported_time(coalesce(source ->> 'upload_date', source ->> 'uploaded_at')), now()),
            mediation.imported_time(source ->> 'last_accessed_at'), extra)
        on conflict (tenant_id, id) do nothing;
    when 'cycle_events' then
        insert into mediation.cycle_events (
            tenant_id, id, owner_user_id, event_type, event_date, logged_at, symptoms, notes, metadata)
        values (
            palisade.tenant_id(), former, owner, source ->> 'event_type',
            coalesce((source ->> 'event_date')::date,
                     (mediation.imported_time(source ->> 'timestamp') at time zone (
                         select tenant.time_zone from core.tenants as tenant where tenant.id = palisade.tenant_id()
                     ))::date),
            coalesce(mediation.imported_time(coalesce(source ->> 'logged_at', source ->> 'timestamp')), now()),
            coalesce(mediation.texts(source -> 'symptoms'), '{}'), source ->> 'notes', extra)
        on conflict (tenant_id, id) do nothing;
    when 'memorable_dates' then
        insert into mediation.memorable_dates (
            tenant_id, id, created_by_user_id, partner_id, event_type, title, description, event_date, is_recurring,
            reminder_days_before, reminder_enabled, last_reminded_at, color_tag, icon, metadata, created_at)
        values (
            palisade.tenant_id(), former, null, slot, source ->> 'event_type', source ->> 'title',
            source ->> 'description', (source ->> 'event_date')::date,
            coalesce((source ->> 'is_recurring')::boolean, true),
            coalesce((source ->> 'reminder_days_before')::integer, 7),
            coalesce((source ->> 'reminder_enabled')::boolean, true),
            mediation.imported_time(source ->> 'last_reminded_at'), coalesce(source ->> 'color_tag', '#f59e0b'),
            source ->> 'icon', extra, coalesce(mediation.imported_time(source ->> 'created_at'), now()))
        on conflict (tenant_id, id) do nothing;
    when 'conflict_analysis' then
        insert into mediation.conflict_analysis (
            tenant_id, id, conflict_id, analysis_data, root_causes, patterns_identified, recommended_actions,
            analysis_version, analyzed_at, time_to_analyze_ms, metadata)
        values (
            palisade.tenant_id(), former, conflict, coalesce(nullif(source -> 'analysis_data', 'null'), '{}'),
            coalesce(mediation.texts(source -> 'root_causes'), '{}'),
            coalesce(mediation.texts(source -> 'patterns_identified'), '{}'),
            coalesce(mediation.texts(source -> 'recommended_actions'), '{}'), source ->> 'analysis_version',
            coalesce(mediation.imported_time(source ->> 'analyzed_at'), now()),
            (source ->> 'time_to_analyze_ms')::integer, extra)
        on conflict do nothing;
    when 'repair_plans' then
        insert into mediation.repair_plans (
            tenant_id, id, conflict_id, owner_user_id, plan_data, action_items, started_at, plan_version, generated_at,
            metadata)
        values (
            palisade.tenant_id(), former, conflict, owner, coalesce(nullif(source -> 'plan_data', 'null'), '{}'),
            coalesce(nullif(source -> 'action_items', 'null'), '[]'),
            mediation.imported_time(source ->> 'started_at'), source ->> 'plan_version',
            coalesce(mediation.imported_time(source ->> 'generated_at'), now()), extra)
        on conflict do nothing;
    when 'intimacy_events' then
        insert into mediation.intimacy_events (
            tenant_id, id, occurred_at, initiator_partner_id, is_encrypted, logged_by_user_id, metadata)
        values (
            palisade.tenant_id(), former,
            mediation.imported_time(coalesce(source ->> 'occurred_at', source ->> 'timestamp')),
            source ->> 'initiator_partner_id', coalesce((source ->> 'is_encrypted')::boolean, false), null, extra)
        on conflict (tenant_id, id) do nothing;
    else
        raise exception 'There is no former table of this name.' using errcode = 'PA400',
            hint = 'relationships, conflicts, mediator_sessions, mediator_messages, rant_messages, profiles, '
                   'cycle_events, memorable_dates, conflict_analysis, repair_plans, intimacy_events.';
    end case;
    return coalesce(added, found);
end
$$;
comment on function mediation.import_row(text, jsonb) is
    'Imports one row of a former database; false where it is there already.';

grant execute on function mediation.import_row(text, jsonb) to palisade_service;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;
