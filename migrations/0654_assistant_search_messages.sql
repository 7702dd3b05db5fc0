-- Search of messages, each in its own language, within the tenant's part of the index. A definer's function: under
-- the caller's policies `@@`, which is not leakproof, would be asked of each row. Tenant and person are asked here.
set local role palisade_owner;

-- The languages of a tenant are found by it, one step for each.
create index messages_language_idx on assistant.messages (tenant_id, language);

grant create on schema assistant to palisade_definer;
set local role palisade_definer;

create function assistant.search_messages(
    query text, first integer default 20, after_rank double precision default null, after_id uuid default null)
    returns table (message_id uuid, rank double precision, headline text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    tenant  uuid := palisade.tenant_id();
    caller  text := palisade.request_role();
    written text := '';
    words   tsquery;
    ids     uuid[] := '{}';
    ranks   double precision[] := '{}';
    tags    text[] := '{}';
begin
    if tenant is null or palisade.user_id() is null or caller not in ('palisade_member', 'palisade_admin') then
        raise exception 'Only the person themselves searches their messages.' using errcode = 'PA403';
    end if;
    if coalesce(search_messages.first, 0) not between 1 and 100 then
        raise exception 'Ask for 1 to 100 at once.' using errcode = 'PA400';
    end if;
    if length(coalesce(search_messages.query, '')) not between 1 and 500 then
        raise exception 'Search for 1 to 500 characters.' using errcode = 'PA400';
    end if;

    -- A language at a time, so that each query is planned for its words; the languages, one step in the index for each.
    loop
        select min(message.language)
        into written
        from assistant.messages as message
        where message.tenant_id = tenant and message.language > written;
        exit when written is null;
        words := websearch_to_tsquery(palisade.search_configuration(written), search_messages.query);

        select ids || coalesce(array_agg(best.id), '{}'), ranks || coalesce(array_agg(best.rank), '{}'),
               tags || coalesce(array_agg(written), '{}')
        into ids, ranks, tags
        from (select message.id, ts_rank(message.search_vector, words)::double precision as rank
              from assistant.messages as message
              where message.tenant_id = tenant and message.search_vector @@ words
                and message.language = written
                and message.user_id = palisade.user_id() and message.deleted_at is null
                and (search_messages.after_rank is null or search_messages.after_id is null
                     or (ts_rank(message.search_vector, words)::double precision, message.id)
                        < (search_messages.after_rank, search_messages.after_id))
              order by rank desc, message.id desc
              limit search_messages.first) as best;
    end loop;

    return query
        select page.id, page.rank,
               ts_headline(
                   palisade.search_configuration(page.tag), message.content,
                   websearch_to_tsquery(palisade.search_configuration(page.tag), search_messages.query),
                   'MaxFragments=2, MaxWords=20, MinWords=5')
        from (select found.id, found.rank, found.tag
              from unnest(ids, ranks, tags) as found (id, rank, tag)
              order by found.rank desc, found.id desc
              limit search_messages.first) as page
        join assistant.messages as message on message.tenant_id = tenant and message.id = page.id
        order by page.rank desc, page.id desc;
end
$$;
comment on function assistant.search_messages(text, integer, double precision, uuid) is
    'The caller''s messages that hold what is asked for, in the syntax of web searches, the best first.';

revoke execute on function assistant.search_messages(text, integer, double precision, uuid) from public;
grant execute on function assistant.search_messages(text, integer, double precision, uuid)
    to palisade_member, palisade_admin;

set local role palisade_owner;
revoke create on schema assistant from palisade_definer;
