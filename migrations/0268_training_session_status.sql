-- A session goes on in one direction, and its transcript is put together when it ends.
set local role palisade_owner;

create function training.check_session_status() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    if (old.status, new.status) not in (
        ('active', 'completed'), ('completed', 'analyzed'), ('completed', 'archived'), ('analyzed', 'archived'),
        ('archived', 'completed'), ('archived', 'analyzed'))
    then
        raise exception 'A session that is % cannot become %.', old.status, new.status
            using errcode = 'PA409',
                  hint = 'A session is active, then completed, then analyzed; it can be archived, and taken back.';
    end if;
    if old.status = 'active' then
        -- A session that was begun in the future has just begun.
        new.ended_at := coalesce(new.ended_at, greatest(pg_catalog.now(), new.started_at));
        new.duration_seconds := coalesce(
            new.duration_seconds,
            least(2147483647, extract(epoch from new.ended_at - new.started_at)::bigint)::integer);
    end if;
    return new;
end
$$;
comment on function training.check_session_status() is
    'Trigger: the states of a session in their order; one that ends has an end and a length.';

create trigger sessions_check_status before update of status on training.sessions
    for each row when (old.status <> new.status)
    execute function training.check_session_status();

grant create on schema training to palisade_definer;
set local role palisade_definer;

-- Called by the two triggers below alone.
create function training.compact_transcript(wanted_tenant uuid, wanted_transcript uuid, keep_latest integer)
    returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    compacted_to integer;
    until_seq    integer;
begin
    -- Held until the end of the transaction, as by everybody who adds a piece.
    select compacted_to_seq
    into compacted_to
    from training.transcripts
    where tenant_id = wanted_tenant and id = wanted_transcript and not is_anonymized
    for no key update;
    if not found then
        return;
    end if;

    select max(seq) - keep_latest
    into until_seq
    from training.transcript_chunks
    where tenant_id = wanted_tenant and transcript_id = wanted_transcript;
    if until_seq is null or until_seq <= compacted_to then
        return;
    end if;

    update training.transcripts as transcript
    set content = concat_ws(e'\n', transcript.content, pieces.content),
        structured_content = transcript.structured_content || pieces.segments,
        word_count = transcript.word_count + pieces.words,
        compacted_to_seq = until_seq
    from (select string_agg(chunk.speaker || ': ' || chunk.text, e'\n' order by chunk.seq) as content,
                 jsonb_agg(
                     jsonb_build_object('speaker', chunk.speaker, 'start_ms', chunk.start_ms, 'end_ms', chunk.end_ms,
                         'text', chunk.text, 'seq', chunk.seq, 'client_key', chunk.client_key)
                     || case when chunk.payload = '{}' then '{}' else jsonb_build_object('payload', chunk.payload) end
                     order by chunk.seq) as segments,
                 sum(cardinality(regexp_split_to_array(btrim(chunk.text), '\s+')))::integer as words
          from training.transcript_chunks as chunk
          where chunk.tenant_id = wanted_tenant and chunk.transcript_id = wanted_transcript and chunk.seq <= until_seq
         ) as pieces
    where transcript.tenant_id = wanted_tenant and transcript.id = wanted_transcript;

    delete from training.transcript_chunks
    where tenant_id = wanted_tenant and transcript_id = wanted_transcript and seq <= until_seq;
end
$$;
comment on function training.compact_transcript(uuid, uuid, integer) is
    'Moves pieces of a transcript, all but the latest few, into its text and its segments.';

create function training.compact_finished_session() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform training.compact_transcript(transcript.tenant_id, transcript.id, 0)
    from training.transcripts as transcript
    where transcript.tenant_id = new.tenant_id and transcript.session_id = new.id;
    return null;
end
$$;
comment on function training.compact_finished_session() is 'Trigger: puts a session''s transcript together at its end.';

-- Rewriting the text each 500 pieces keeps both the pieces and the rewriting few. The latest 100 stay pieces, so that
-- an app that asks again for one it has just added finds it at once.
create function training.compact_long_transcript() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform training.compact_transcript(new.tenant_id, new.transcript_id, 100);
    return null;
end
$$;
comment on function training.compact_long_transcript() is 'Trigger: puts what is old of a long transcript together.';

revoke execute on function training.compact_transcript(uuid, uuid, integer), training.compact_finished_session(),
    training.compact_long_transcript() from public;
grant execute on function training.compact_finished_session(), training.compact_long_transcript() to palisade_owner;

set local role palisade_owner;
revoke create on schema training from palisade_definer;

create trigger sessions_compact_transcript after update of status on training.sessions
    for each row when (old.status = 'active' and new.status <> 'active')
    execute function training.compact_finished_session();

create trigger transcript_chunks_compact after insert on training.transcript_chunks
    for each row when (new.seq % 500 = 0)
    execute function training.compact_long_transcript();
