-- The one way for an admin to read what was said: one transcript, for a reason, where the company allows it, and never
-- without a trace that the trainee sees.
set local role palisade_owner;
grant create on schema training to palisade_definer;
set local role palisade_definer;

create function training.open_transcript(session_id uuid, reason text)
    returns table (transcript_id uuid, trainee_id uuid, language text, content text,
                   structured_content jsonb, is_anonymized boolean, read_at timestamptz)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    opened training.transcripts;
    at     timestamptz := now();
begin
    if palisade.tenant_id() is null or palisade.request_role() <> 'palisade_admin' then
        raise exception 'Only an admin opens a transcript.' using errcode = 'PA403';
    end if;
    perform from training.companies as company
    where company.tenant_id = palisade.tenant_id() and company.admin_reads_transcripts;
    if not found then
        raise exception 'This company keeps the words of its sessions from its admins.' using errcode = 'PA403';
    end if;
    if length(btrim(coalesce(reason, ''))) not between 10 and 1000 then
        raise exception 'Say why, in 10 to 1000 characters; the trainee will read it.' using errcode = 'PA400';
    end if;

    select transcript.*
    into opened
    from training.transcripts as transcript
    where transcript.tenant_id = palisade.tenant_id() and transcript.session_id = open_transcript.session_id
    for share;  -- or pieces might move while it is read
    if not found then
        raise exception 'There is no transcript of such a session.' using errcode = 'PA404';
    end if;

    insert into training.transcript_readings (tenant_id, transcript_id, trainee_id, reader_user_id, reason, read_at)
    values (opened.tenant_id, opened.id, opened.trainee_id, palisade.user_id(), btrim(reason), at);

    return query
        select opened.id, opened.trainee_id, opened.language,
               concat_ws(e'\n', opened.content, tail.content),
               case when opened.is_anonymized or tail.segments is null then opened.structured_content
                    else opened.structured_content || tail.segments end,
               opened.is_anonymized, at
        from (select string_agg(chunk.speaker || ': ' || chunk.text, e'\n' order by chunk.seq) as content,
                     jsonb_agg(jsonb_build_object('speaker', chunk.speaker, 'start_ms', chunk.start_ms,
                         'end_ms', chunk.end_ms, 'text', chunk.text, 'seq', chunk.seq) order by chunk.seq) as segments
              from training.transcript_chunks as chunk
              where chunk.tenant_id = opened.tenant_id and chunk.transcript_id = opened.id) as tail;
end
$$;
comment on function training.open_transcript(uuid, text) is
    'Reads one transcript as an admin, where the company allows it, and keeps who read it and why.';

revoke execute on function training.open_transcript(uuid, text) from public;
grant execute on function training.open_transcript(uuid, text) to palisade_admin;

set local role palisade_owner;
revoke create on schema training from palisade_definer;
