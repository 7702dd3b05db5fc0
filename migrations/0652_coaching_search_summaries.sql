-- Search of summaries, each in its own language, within the tenant's part of the index. A definer's function: under
-- the caller's policies `@@`, which is not leakproof, would be asked of each row. Tenant and person are asked here.
set local role palisade_owner;

-- The languages of a tenant are found by it, one step for each.
create index summaries_language_idx on coaching.summaries (tenant_id, language);

grant create on schema coaching to palisade_definer;
set local role palisade_definer;

create function coaching.search_summaries(
    query text, first integer default 20, after_rank double precision default null, after_id uuid default null)
    returns table (summary_id uuid, rank double precision, headline text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    tenant  uuid := palisade.tenant_id();
    caller  text := palisade.request_role();
    hidden  uuid[] := palisade.hidden_people('coaching.clients')::uuid[];
    written text := '';
    words   tsquery;
    ids     uuid[] := '{}';
    ranks   double precision[] := '{}';
    tags    text[] := '{}';
    own     uuid;
begin
    if tenant is null or caller not in ('palisade_member', 'palisade_admin', 'palisade_service') then
        raise exception 'Only coaches and admins search summaries.' using errcode = 'PA403';
    end if;
    if caller = 'palisade_member' then
        select coach.id
        into own
        from coaching.coaches as coach
        where coach.tenant_id = tenant and coach.user_id = palisade.user_id();
        if not found then
            return;
        end if;
    end if;
    if coalesce(search_summaries.first, 0) not between 1 and 100 then
        raise exception 'Ask for 1 to 100 at once.' using errcode = 'PA400';
    end if;
    if length(coalesce(search_summaries.query, '')) not between 1 and 500 then
        raise exception 'Search for 1 to 500 characters.' using errcode = 'PA400';
    end if;

    -- A language at a time, so that each query is planned for its words; the languages, one step in the index for each.
    loop
        select min(summary.language)
        into written
        from coaching.summaries as summary
        where summary.tenant_id = tenant and summary.language > written;
        exit when written is null;
        words := websearch_to_tsquery(palisade.search_configuration(written), search_summaries.query);

        select ids || coalesce(array_agg(best.id), '{}'), ranks || coalesce(array_agg(best.rank), '{}'),
               tags || coalesce(array_agg(written), '{}')
        into ids, ranks, tags
        from (select summary.id, ts_rank(summary.search_vector, words)::double precision as rank
              from coaching.summaries as summary
              where summary.tenant_id = tenant and summary.search_vector @@ words
                and summary.language = written
                and (caller <> 'palisade_member' or summary.coach_id = own)
                and not summary.client_id = any (hidden)
                and (search_summaries.after_rank is null or search_summaries.after_id is null
                     or (ts_rank(summary.search_vector, words)::double precision, summary.id)
                        < (search_summaries.after_rank, search_summaries.after_id))
              order by rank desc, summary.id desc
              limit search_summaries.first) as best;
    end loop;

    return query
        select page.id, page.rank,
               ts_headline(
                   palisade.search_configuration(page.tag), concat_ws(
                   e'\n', summary.wins, summary.challenges, summary.coach_recommendations, (
                       select string_agg(item.value #>> '{}', e'\n')
                       from jsonb_path_query(
                           summary.action_items, 'strict $.** ? (@.type() == "string")') as item (value)),
                   summary.coach_edited_version, summary.ai_version),
                   websearch_to_tsquery(palisade.search_configuration(page.tag), search_summaries.query),
                   'MaxFragments=2, MaxWords=20, MinWords=5')
        from (select found.id, found.rank, found.tag
              from unnest(ids, ranks, tags) as found (id, rank, tag)
              order by found.rank desc, found.id desc
              limit search_summaries.first) as page
        join coaching.summaries as summary on summary.tenant_id = tenant and summary.id = page.id
        order by page.rank desc, page.id desc;
end
$$;
comment on function coaching.search_summaries(text, integer, double precision, uuid) is
    'Summaries that hold what is asked for, in the syntax of web searches, the best first: wins weigh most.';

revoke execute on function coaching.search_summaries(text, integer, double precision, uuid) from public;
grant execute on function coaching.search_summaries(text, integer, double precision, uuid)
    to palisade_member, palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema coaching from palisade_definer;
