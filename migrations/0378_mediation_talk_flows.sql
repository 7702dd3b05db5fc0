-- Talks with the mediator and private venting, as mutations. They run with the caller's rights under the policies.
set local role palisade_owner;

create function mediation.start_mediator_session(
    conflict_id  uuid default null,
    shared       boolean default false,
    metadata     jsonb default null,
    client_key   text default null
) returns mediation.mediator_sessions
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.mediator_sessions;
begin
    perform mediation.partner_slot(palisade.user_id());
    if start_mediator_session.conflict_id is not null then
        perform mediation.require_conflict(start_mediator_session.conflict_id);
    end if;
    insert into mediation.mediator_sessions as session (
        conflict_id, owner_user_id, started_by_user_id, metadata, client_key)
    values (
        start_mediator_session.conflict_id,
        case when coalesce(start_mediator_session.shared, false) then null else palisade.user_id() end,
        palisade.user_id(), coalesce(start_mediator_session.metadata, '{}'), start_mediator_session.client_key)
    on conflict (tenant_id, started_by_user_id, client_key) do nothing
    returning session.* into made;
    if not found then
        select session.*
        into made
        from mediation.mediator_sessions as session
        where session.tenant_id = palisade.tenant_id()
          and session.started_by_user_id = palisade.user_id()
          and session.client_key = start_mediator_session.client_key;
        if not found then
            raise exception 'The session of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    return made;
end
$$;
comment on function mediation.start_mediator_session(uuid, boolean, jsonb, text) is
    'Opens a talk with the mediator, private unless shared; with the same client_key again, answers the first.';

create function mediation.append_mediator_message(
    session_id  uuid,
    role        text,
    content     text,
    language    text default null,
    metadata    jsonb default null,
    client_key  text default null
) returns mediation.mediator_messages
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.mediator_messages;
begin
    if not exists (
        select
        from mediation.mediator_sessions as session
        where session.tenant_id = palisade.tenant_id() and session.id = append_mediator_message.session_id
    ) then
        raise exception 'There is no such session.' using errcode = 'PA404';
    end if;
    -- First, because a retry must succeed after the session has ended.
    select message.*
    into made
    from mediation.mediator_messages as message
    where message.tenant_id = palisade.tenant_id()
      and message.session_id = append_mediator_message.session_id
      and message.client_key = append_mediator_message.client_key;
    if found then
        return made;
    end if;

    -- The row's trigger locks the session and gives the place: a retry at the same moment waits there for the first.
    insert into mediation.mediator_messages as message (session_id, role, content, language, metadata, client_key)
    values (
        append_mediator_message.session_id, append_mediator_message.role, append_mediator_message.content,
        coalesce(append_mediator_message.language, 'en'), coalesce(append_mediator_message.metadata, '{}'),
        append_mediator_message.client_key)
    on conflict (tenant_id, session_id, client_key) do nothing
    returning message.* into made;
    if not found then
        select message.*
        into made
        from mediation.mediator_messages as message
        where message.tenant_id = palisade.tenant_id()
          and message.session_id = append_mediator_message.session_id
          and message.client_key = append_mediator_message.client_key;
    end if;
    return made;
end
$$;
comment on function mediation.append_mediator_message(uuid, text, text, text, jsonb, text) is
    'Adds a message to an open session; with the same client_key again, answers the one that is there.';

create function mediation.end_mediator_session(session_id uuid, sentiment_trend text default null)
    returns mediation.mediator_sessions
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    ended mediation.mediator_sessions;
begin
    update mediation.mediator_sessions as session
    set session_ended_at = coalesce(session.session_ended_at, greatest(now(), session.session_started_at)),
        sentiment_trend = coalesce(end_mediator_session.sentiment_trend, session.sentiment_trend)
    where session.tenant_id = palisade.tenant_id() and session.id = end_mediator_session.session_id
    returning session.* into ended;
    if not found then
        raise exception 'There is no such session.' using errcode = 'PA404';
    end if;
    return ended;
end
$$;
comment on function mediation.end_mediator_session(uuid, text) is
    'Ends a talk with the mediator; its length is counted. Once ended, it stays so.';

create function mediation.add_rant_message(
    content          text,
    role             text default null,
    conflict_id      uuid default null,
    sentiment_score  double precision default null,
    emotion_tags     text[] default null,
    language         text default null,
    metadata         jsonb default null,
    client_key       text default null
) returns mediation.rant_messages
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.rant_messages;
begin
    if add_rant_message.conflict_id is not null then
        perform mediation.require_conflict(add_rant_message.conflict_id);
    end if;
    insert into mediation.rant_messages as message (
        owner_user_id, role, content, conflict_id, sentiment_score, emotion_tags, language, metadata, client_key)
    values (
        palisade.user_id(), coalesce(add_rant_message.role, 'user'), add_rant_message.content,
        add_rant_message.conflict_id, add_rant_message.sentiment_score,
        coalesce(add_rant_message.emotion_tags, '{}'), coalesce(add_rant_message.language, 'en'),
        coalesce(add_rant_message.metadata, '{}'), add_rant_message.client_key)
    on conflict (tenant_id, owner_user_id, client_key) do nothing
    returning message.* into made;
    if not found then
        select message.*
        into made
        from mediation.rant_messages as message
        where message.tenant_id = palisade.tenant_id()
          and message.owner_user_id = palisade.user_id()
          and message.client_key = add_rant_message.client_key;
        if not found then
            raise exception 'The message of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    return made;
end
$$;
comment on function mediation.add_rant_message(text, text, uuid, double precision, text[], text, jsonb, text) is
    'Keeps a private message of the caller; with the same client_key again, answers the one that is there.';

grant execute on function
    mediation.start_mediator_session(uuid, boolean, jsonb, text),
    mediation.append_mediator_message(uuid, text, text, text, jsonb, text),
    mediation.end_mediator_session(uuid, text),
    mediation.add_rant_message(text, text, uuid, double precision, text[], text, jsonb, text)
    to palisade_member, palisade_service;
