-- What a training app does with a session, each one transaction, and safe to repeat: begin it, add to its transcript,
-- tell of its sound, end it. They run as the caller: what a trainee cannot see, they cannot change.
set local role palisade_owner;

create function training.start_training_session(
    title text, client_key text default null, language text default null, started_at timestamptz default null)
    returns training.sessions
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    own     training.trainees;
    session training.sessions;
begin
    select trainee.*
    into own
    from training.trainees as trainee
    where trainee.tenant_id = palisade.tenant_id() and trainee.user_id = palisade.user_id();
    if not found then
        raise exception 'You are not in training in this company.' using errcode = 'PA403';
    end if;

    insert into training.sessions (tenant_id, trainee_id, title, started_at, client_key)
    values (own.tenant_id, own.id, start_training_session.title,
            coalesce(start_training_session.started_at, now()), start_training_session.client_key)
    on conflict (tenant_id, trainee_id, client_key) do nothing
    returning * into session;
    if not found then  -- asked before
        select known.*
        into session
        from training.sessions as known
        where known.tenant_id = own.tenant_id and known.trainee_id = own.id
          and known.client_key = start_training_session.client_key;
        return session;
    end if;

    insert into training.transcripts (tenant_id, session_id, language)
    values (session.tenant_id, session.id, coalesce(start_training_session.language, own.language));
    insert into training.session_participants (tenant_id, session_id, speaker, kind, display_name)
    values (session.tenant_id, session.id, 'trainee', 'trainee', own.full_name);
    return session;
end
$$;
comment on function training.start_training_session(text, text, text, timestamptz) is
    'Begins a session of the caller, with an empty transcript; the same client_key begins one only once.';

create function training.append_transcript_chunk(
    session_id uuid, client_key text, speaker text, text text, start_ms integer default null,
    end_ms integer default null, payload jsonb default '{}')
    returns table (transcript_id uuid, seq integer, was_repeated boolean)
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    transcript record;
    number     integer;
begin
    -- Held before looking for the key: of two requests that say the same, the second finds what the first added.
    select held.tenant_id, held.id, held.structured_content, held.compacted_to_seq
    into transcript
    from training.transcripts as held
    where held.tenant_id = palisade.tenant_id() and held.session_id = append_transcript_chunk.session_id
    for no key update;
    if not found then
        raise exception 'There is no transcript of such a session, or it is not yours.' using errcode = 'PA404';
    end if;

    select chunk.seq
    into number
    from training.transcript_chunks as chunk
    where chunk.tenant_id = transcript.tenant_id and chunk.transcript_id = transcript.id
      and chunk.client_key = append_transcript_chunk.client_key;
    if not found and transcript.compacted_to_seq > 0 then
        select (segment.value ->> 'seq')::integer
        into number
        from jsonb_array_elements(
            case jsonb_typeof(transcript.structured_content) when 'array' then transcript.structured_content end)
            as segment (value)
        where segment.value ->> 'client_key' = append_transcript_chunk.client_key;
    end if;
    if number is not null then
        return query select transcript.id, number, true;
        return;
    end if;

    insert into training.transcript_chunks (tenant_id, transcript_id, client_key, speaker, text, start_ms, end_ms,
                                            payload)
    values (transcript.tenant_id, transcript.id, append_transcript_chunk.client_key, append_transcript_chunk.speaker,
            append_transcript_chunk.text, append_transcript_chunk.start_ms, append_transcript_chunk.end_ms,
            coalesce(append_transcript_chunk.payload, '{}'))
    returning training.transcript_chunks.seq into number;
    return query select transcript.id, number, false;
end
$$;
comment on function training.append_transcript_chunk(uuid, text, text, text, integer, integer, jsonb) is
    'Adds a piece to the transcript of a running session and says its number; the same client_key adds one only once.';

create function training.update_audio_metrics(session_id uuid, metrics jsonb, if_version integer default null)
    returns training.sessions
    language plpgsql volatile
    set search_path = ''
as $$
declare
    session training.sessions;
begin
    if jsonb_typeof(metrics) is distinct from 'object' then
        raise exception 'Metrics are an object, such as {"sample_rate": 48000}.' using errcode = 'PA400';
    end if;
    update training.sessions as held
    set audio_quality = coalesce(held.audio_quality, '{}') || metrics
    where held.tenant_id = palisade.tenant_id() and held.id = update_audio_metrics.session_id
      and (if_version is null or held.version = if_version)
    returning held.* into session;
    if not found then
        perform training.refuse_missing_session(session_id);
    end if;
    return session;
end
$$;
comment on function training.update_audio_metrics(uuid, jsonb, integer) is
    'Adds to what is known of a session''s sound, name by name; with if_version, only to the version that was read.';

create function training.update_session_status(session_id uuid, status text, if_version integer default null)
    returns training.sessions
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    session training.sessions;
begin
    update training.sessions as held
    set status = update_session_status.status
    where held.tenant_id = palisade.tenant_id() and held.id = update_session_status.session_id
      and (if_version is null or held.version = if_version)
    returning held.* into session;
    if not found then
        perform training.refuse_missing_session(session_id);
    end if;
    return session;
end
$$;
comment on function training.update_session_status(uuid, text, integer) is
    'Moves a session on; one that ends has its transcript put together. Asking for the state it is in is no error.';

create function training.archive_session(session_id uuid, if_version integer default null)
    returns training.sessions
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    session training.sessions;
begin
    -- Of one that is archived already, nothing changes: not even its version.
    select held.*
    into session
    from training.sessions as held
    where held.tenant_id = palisade.tenant_id() and held.id = archive_session.session_id and held.status = 'archived';
    if found then
        return session;
    end if;
    return training.update_session_status(archive_session.session_id, 'archived', archive_session.if_version);
end
$$;
comment on function training.archive_session(uuid, integer) is
    'Archives a session that is over; it can still be read by the same fields. Archived already, it stays as it is.';

create function training.restore_session(session_id uuid, if_version integer default null)
    returns training.sessions
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    session training.sessions;
begin
    select held.*
    into session
    from training.sessions as held
    where held.tenant_id = palisade.tenant_id() and held.id = restore_session.session_id
    for no key update;
    if not found then
        perform training.refuse_missing_session(restore_session.session_id);
    elsif session.status <> 'archived' then
        return session;
    end if;
    -- What it was: analyzed, where an analysis is kept.
    return training.update_session_status(
        restore_session.session_id,
        case when exists (
                 select from training.session_analytics as analytics
                 where analytics.tenant_id = session.tenant_id and analytics.session_id = session.id)
             then 'analyzed' else 'completed' end,
        restore_session.if_version);
end
$$;
comment on function training.restore_session(uuid, integer) is
    'Takes a session back from the archive, to what it was. One that is not archived stays as it is.';

create function training.refuse_missing_session(session_id uuid) returns void
    language plpgsql stable
    set search_path = ''
as $$
begin
    perform from training.sessions as session
    where session.tenant_id = palisade.tenant_id() and session.id = refuse_missing_session.session_id;
    if found then
        raise exception 'The session has changed since it was read.'
            using errcode = 'PA409', hint = 'Read it again, and try with its version.';
    end if;
    raise exception 'There is no such session, or it is not yours.' using errcode = 'PA404';
end
$$;
comment on function training.refuse_missing_session(uuid) is 'Raises what it means that an update met no session.';

grant execute on function training.start_training_session(text, text, text, timestamptz) to palisade_member;
grant execute on function training.append_transcript_chunk(uuid, text, text, text, integer, integer, jsonb),
    training.update_audio_metrics(uuid, jsonb, integer), training.update_session_status(uuid, text, integer),
    training.archive_session(uuid, integer), training.restore_session(uuid, integer),
    training.refuse_missing_session(uuid)
    to palisade_member, palisade_service;
