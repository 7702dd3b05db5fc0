-- The rule of a transcript that is being written: pieces are numbered one after another while the session runs.
set local role palisade_owner;

create function training.number_transcript_chunk() returns trigger
    language plpgsql
    set search_path = ''
as $$
declare
    transcript record;
begin
    -- Held until the end of the transaction: writers of one transcript go one after another, so numbers have no gaps,
    -- and one that finishes or anonymizes waits for those before it and turns away those after it.
    select held.trainee_id, held.session_id, held.is_anonymized, held.compacted_to_seq
    into transcript
    from training.transcripts as held
    where held.tenant_id = new.tenant_id and held.id = new.transcript_id
    for no key update;
    if not found then
        -- A transcript that is hidden from the writer and one that is not there must look the same.
        raise foreign_key_violation using
            message = 'transcript is not present', schema = 'training', table = tg_table_name,
            constraint = tg_table_name || '_transcript_fkey';
    end if;
    if transcript.is_anonymized then
        raise exception 'This transcript was anonymized; nothing can be written to it.' using errcode = 'PA409';
    end if;
    perform from training.sessions as session
    where session.tenant_id = new.tenant_id and session.id = transcript.session_id and session.status = 'active';
    if not found then
        raise exception 'This session is over; nothing can be added to its transcript.' using errcode = 'PA409';
    end if;

    new.trainee_id := transcript.trainee_id;
    select coalesce(max(chunk.seq), transcript.compacted_to_seq) + 1
    into new.seq
    from training.transcript_chunks as chunk
    where chunk.tenant_id = new.tenant_id and chunk.transcript_id = new.transcript_id;
    return new;
end
$$;
comment on function training.number_transcript_chunk() is
    'Trigger: the piece''s number and trainee; refuses a piece for a session that is over or was anonymized.';
