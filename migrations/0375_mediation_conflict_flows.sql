-- A conflict from its first word to its end, as mutations. They run with the caller's rights under the policies; the
-- arguments are named as in the API, so a column and an argument may share a name: bare names are columns.
set local role palisade_owner;

create function mediation.require_conflict(conflict_id uuid) returns void
    language plpgsql stable
    set search_path = ''
as $$
begin
    if not exists (
        select
        from mediation.conflicts as conflict
        where conflict.tenant_id = (select palisade.tenant_id()) and conflict.id = require_conflict.conflict_id
    ) then
        raise exception 'There is no such conflict.' using errcode = 'PA404';
    end if;
end
$$;
comment on function mediation.require_conflict(uuid) is 'Raises PA404 unless the caller sees the conflict.';

create function mediation.start_conflict(
    started_at       timestamptz default null,
    severity_score   double precision default null,
    conflict_topics  text[] default null,
    cycle_phase      text default null,
    metadata         jsonb default null,
    client_key       text default null
) returns mediation.conflicts
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.conflicts;
begin
    perform mediation.partner_slot(palisade.user_id());
    insert into mediation.conflicts as conflict (
        started_by_user_id, started_at, severity_score, conflict_topics, cycle_phase, metadata, client_key)
    values (
        palisade.user_id(), coalesce(start_conflict.started_at, now()), start_conflict.severity_score,
        coalesce(start_conflict.conflict_topics, '{}'), start_conflict.cycle_phase,
        coalesce(start_conflict.metadata, '{}'), start_conflict.client_key)
    on conflict (tenant_id, client_key) do nothing
    returning conflict.* into made;

    if not found then
        -- Sent once more: the answer of the first time.
        select conflict.*
        into made
        from mediation.conflicts as conflict
        where conflict.tenant_id = palisade.tenant_id() and conflict.client_key = start_conflict.client_key;
        if not found then
            raise exception 'The conflict of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    return made;
end
$$;
comment on function mediation.start_conflict(timestamptz, double precision, text[], text, jsonb, text) is
    'Begins the record of a conflict; with the same client_key again, answers the one that is there.';

create function mediation.append_conflict_segment(
    conflict_id  uuid,
    speaker      text,
    text         text,
    start_ms     integer default null,
    end_ms       integer default null,
    language     text default null,
    metadata     jsonb default null,
    client_key   text default null
) returns mediation.conflict_segments
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.conflict_segments;
begin
    perform mediation.require_conflict(append_conflict_segment.conflict_id);
    -- First, because a retry must succeed after the conflict was closed.
    select segment.*
    into made
    from mediation.conflict_segments as segment
    where segment.tenant_id = palisade.tenant_id()
      and segment.conflict_id = append_conflict_segment.conflict_id
      and segment.client_key = append_conflict_segment.client_key;
    if found then
        return made;
    end if;

    -- The row's trigger locks the conflict and gives the place: a retry at the same moment waits there for the first.
    insert into mediation.conflict_segments as segment (
        conflict_id, speaker, text, start_ms, end_ms, language, metadata, client_key)
    values (
        append_conflict_segment.conflict_id, append_conflict_segment.speaker, append_conflict_segment.text,
        append_conflict_segment.start_ms, append_conflict_segment.end_ms,
        coalesce(append_conflict_segment.language, 'en'), coalesce(append_conflict_segment.metadata, '{}'),
        append_conflict_segment.client_key)
    on conflict (tenant_id, conflict_id, client_key) do nothing
    returning segment.* into made;
    if not found then
        select segment.*
        into made
        from mediation.conflict_segments as segment
        where segment.tenant_id = palisade.tenant_id()
          and segment.conflict_id = append_conflict_segment.conflict_id
          and segment.client_key = append_conflict_segment.client_key;
    end if;
    return made;
end
$$;
comment on function mediation.append_conflict_segment(uuid, text, text, integer, integer, text, jsonb, text) is
    'Adds a turn to an active conflict; with the same client_key again, answers the one that is there.';

create function mediation.capture_conflict_transcript(
    conflict_id         uuid,
    segments            jsonb default null,
    transcript_summary  text default null,
    ended_at            timestamptz default null,
    severity_score      double precision default null,
    conflict_topics     text[] default null
) returns mediation.conflicts
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    captured mediation.conflicts;
    segment  jsonb;
begin
    select conflict.*
    into captured
    from mediation.conflicts as conflict
    where conflict.tenant_id = palisade.tenant_id() and conflict.id = capture_conflict_transcript.conflict_id
    for no key update;
    if not found then
        raise exception 'There is no such conflict.' using errcode = 'PA404';
    end if;
    if captured.status <> 'active' then
        return captured;  -- captured before: sent once more
    end if;

    if jsonb_typeof(capture_conflict_transcript.segments) <> 'array'
        or jsonb_array_length(capture_conflict_transcript.segments) > 5000
    then
        raise exception 'Segments are an array of at most 5000 turns.'
            using errcode = 'PA400',
                hint = 'Each turn: {"speaker": "partner_a", "text": "…", "startMs": 0, "endMs": 900}.';
    end if;
    for segment in select turn.value from jsonb_array_elements(capture_conflict_transcript.segments) as turn loop
        if jsonb_typeof(segment) <> 'object' or segment ->> 'text' is null then
            raise exception 'A segment has no text.'
                using errcode = 'PA400',
                    hint = 'Each turn: {"speaker": "partner_a", "text": "…", "startMs": 0, "endMs": 900}.';
        end if;
        insert into mediation.conflict_segments (
            conflict_id, speaker, text, start_ms, end_ms, language, client_key)
        values (
            captured.id, lower(coalesce(segment ->> 'speaker', 'other')), segment ->> 'text',
            (segment ->> 'startMs')::numeric::integer, (segment ->> 'endMs')::numeric::integer,
            coalesce(segment ->> 'language', 'en'), segment ->> 'clientKey')
        on conflict (tenant_id, conflict_id, client_key) do nothing;
    end loop;

    update mediation.conflicts as conflict
    set status = 'processing',
        ended_at = coalesce(capture_conflict_transcript.ended_at, conflict.ended_at),
        transcript_summary = coalesce(capture_conflict_transcript.transcript_summary, conflict.transcript_summary),
        severity_score = coalesce(capture_conflict_transcript.severity_score, conflict.severity_score),
        conflict_topics = coalesce(capture_conflict_transcript.conflict_topics, conflict.conflict_topics)
    where conflict.tenant_id = palisade.tenant_id() and conflict.id = captured.id
    returning conflict.* into captured;
    if captured.segment_count = 0 then
        raise exception 'There is nothing to capture: this conflict has no segments.'
            using errcode = 'PA400', hint = 'Append segments before, or send them with this call.';
    end if;
    return captured;
end
$$;
comment on function mediation.capture_conflict_transcript(uuid, jsonb, text, timestamptz, double precision, text[]) is
    'Ends a conflict and closes its transcript, with turns not sent before; once closed, answers it as it is.';

create function mediation.update_conflict_status(conflict_id uuid, status text) returns mediation.conflicts
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    changed mediation.conflicts;
begin
    perform mediation.require_conflict(update_conflict_status.conflict_id);
    update mediation.conflicts as conflict
    set status = update_conflict_status.status
    where conflict.tenant_id = palisade.tenant_id()
      and conflict.id = update_conflict_status.conflict_id
      and conflict.status <> update_conflict_status.status
    returning conflict.* into changed;
    if not found then
        select conflict.*
        into changed
        from mediation.conflicts as conflict
        where conflict.tenant_id = palisade.tenant_id() and conflict.id = update_conflict_status.conflict_id;
    end if;
    return changed;
end
$$;
comment on function mediation.update_conflict_status(uuid, text) is
    'Moves a conflict forward; PA409 where that step is not allowed, no change where it is there already.';

grant execute on function
    mediation.require_conflict(uuid),
    mediation.start_conflict(timestamptz, double precision, text[], text, jsonb, text),
    mediation.append_conflict_segment(uuid, text, text, integer, integer, text, jsonb, text),
    mediation.capture_conflict_transcript(uuid, jsonb, text, timestamptz, double precision, text[]),
    mediation.update_conflict_status(uuid, text)
    to palisade_member, palisade_service;
