-- Search of transcripts, each in its own language, within the tenant's part of the index. A definer's function: under
-- the caller's policies `@@`, which is not leakproof, would be asked of each row. Tenant and person are asked here.
set local role palisade_owner;

-- The languages of a tenant are found by it, one step for each.
create index transcripts_language_idx on training.transcripts (tenant_id, language);

grant create on schema training to palisade_definer;
set local role palisade_definer;

create function training.search_transcripts(
    query text, first integer default 20, after_rank double precision default null, after_id uuid default null)
    returns table (transcript_id uuid, rank double precision, headline text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    tenant  uuid := palisade.tenant_id();
    caller  text := palisade.request_role();
    hidden  uuid[] := palisade.hidden_people('training.trainees')::uuid[];
    written text := '';
    words   tsquery;
    ids     uuid[] := '{}';
    ranks   double precision[] := '{}';
    tags    text[] := '{}';
    own     uuid;
begin
    if tenant is null or caller not in ('palisade_member', 'palisade_service') then
        raise exception 'Only the trainee whose words they are searches them.' using errcode = 'PA403';
    end if;
    if caller = 'palisade_member' then
        select trainee.id
        into own
        from training.trainees as trainee
        where trainee.tenant_id = tenant and trainee.user_id = palisade.user_id();
        if not found then
            return;
        end if;
    end if;
    if coalesce(search_transcripts.first, 0) not between 1 and 100 then
        raise exception 'Ask for 1 to 100 at once.' using errcode = 'PA400';
    end if;
    if length(coalesce(search_transcripts.query, '')) not between 1 and 500 then
        raise exception 'Search for 1 to 500 characters.' using errcode = 'PA400';
    end if;

    -- A language at a time, so that each query is planned for its words; the languages, one step in the index for each.
    loop
        select min(transcript.language)
        into written
        from training.transcripts as transcript
        where transcript.tenant_id = tenant and transcript.language > written;
        exit when written is null;
        words := websearch_to_tsquery(palisade.search_configuration(written), search_transcripts.query);

        select ids || coalesce(array_agg(best.id), '{}'), ranks || coalesce(array_agg(best.rank), '{}'),
               tags || coalesce(array_agg(written), '{}')
        into ids, ranks, tags
        from (select transcript.id, ts_rank(transcript.search_vector, words)::double precision as rank
              from training.transcripts as transcript
              where transcript.tenant_id = tenant and transcript.search_vector @@ words
                and transcript.language = written
                and (caller = 'palisade_service' or transcript.trainee_id = own) and not transcript.is_anonymized
                and not transcript.trainee_id = any (hidden)
                and (search_transcripts.after_rank is null or search_transcripts.after_id is null
                     or (ts_rank(transcript.search_vector, words)::double precision, transcript.id)
                        < (search_transcripts.after_rank, search_transcripts.after_id))
              order by rank desc, transcript.id desc
              limit search_transcripts.first) as best;
    end loop;

    return query
        select page.id, page.rank,
               ts_headline(
                   palisade.search_configuration(page.tag), transcript.content,
                   websearch_to_tsquery(palisade.search_configuration(page.tag), search_transcripts.query),
                   'MaxFragments=2, MaxWords=20, MinWords=5')
        from (select found.id, found.rank, found.tag
              from unnest(ids, ranks, tags) as found (id, rank, tag)
              order by found.rank desc, found.id desc
              limit search_transcripts.first) as page
        join training.transcripts as transcript on transcript.tenant_id = tenant and transcript.id = page.id
        order by page.rank desc, page.id desc;
end
$$;
comment on function training.search_transcripts(text, integer, double precision, uuid) is
    'The caller''s transcripts that hold what is asked for, in the syntax of web searches, the best first.';

revoke execute on function training.search_transcripts(text, integer, double precision, uuid) from public;
grant execute on function training.search_transcripts(text, integer, double precision, uuid)
    to palisade_member, palisade_service;

set local role palisade_owner;
revoke create on schema training from palisade_definer;
