-- What a coaching app does with a session, each one transaction: make it with its clients, sum up, revise, approve.
-- They run as the caller: what a coach cannot see, they cannot change.
set local role palisade_owner;

create function coaching.create_coaching_session(
    session_date date, session_type text, client_ids uuid[] default '{}', duration_minutes integer default null,
    participant_count integer default null, metadata jsonb default '{}', client_key text default null)
    returns coaching.sessions
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    coach   uuid := (select own.id from coaching.own_coach() as own);
    session coaching.sessions;
begin
    if coach is null then
        raise exception 'You are no coach of this organization.' using errcode = 'PA403';
    end if;

    insert into coaching.sessions (tenant_id, coach_id, session_date, session_type, duration_minutes,
                                   participant_count, metadata, client_key)
    values (palisade.tenant_id(), coach, create_coaching_session.session_date, create_coaching_session.session_type,
            create_coaching_session.duration_minutes,
            coalesce(create_coaching_session.participant_count, nullif(cardinality(client_ids), 0)),
            coalesce(create_coaching_session.metadata, '{}'), create_coaching_session.client_key)
    on conflict (tenant_id, coach_id, client_key) do nothing
    returning * into session;
    if not found then  -- asked before
        select known.*
        into session
        from coaching.sessions as known
        where known.tenant_id = palisade.tenant_id() and known.coach_id = coach
          and known.client_key = create_coaching_session.client_key;
        return session;
    end if;

    insert into coaching.client_sessions (tenant_id, client_id, session_id)
    select distinct session.tenant_id, wanted.id, session.id
    from unnest(client_ids) as wanted (id);
    return session;
end
$$;
comment on function coaching.create_coaching_session(date, text, uuid[], integer, integer, jsonb, text) is
    'Makes a session of the calling coach with its clients; the same client_key makes one only once.';

create function coaching.save_summary(
    client_session_id uuid, wins text default null, challenges text default null, action_items jsonb default null,
    coach_recommendations text default null, ai_version text default null, coach_edited_version text default null,
    language text default null)
    returns coaching.summaries
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    summary  coaching.summaries;
    tag      text := coalesce(save_summary.language, (
        select tenant.default_language from core.tenants as tenant where tenant.id = palisade.tenant_id()));
begin
    if save_summary.ai_version is not null and palisade.request_role() <> 'palisade_service' then
        raise exception 'The machine''s draft is written by the machine.' using errcode = 'PA403';
    end if;

    insert into coaching.summaries as kept (tenant_id, client_session_id, language, wins, challenges, action_items,
                                            coach_recommendations, coach_edited_version)
    values (palisade.tenant_id(), save_summary.client_session_id, tag, save_summary.wins, save_summary.challenges,
            coalesce(save_summary.action_items, '[]'), save_summary.coach_recommendations,
            save_summary.coach_edited_version)
    on conflict (tenant_id, client_session_id) do update set
        language = coalesce(save_summary.language, kept.language),
        wins = coalesce(save_summary.wins, kept.wins),
        challenges = coalesce(save_summary.challenges, kept.challenges),
        action_items = coalesce(save_summary.action_items, kept.action_items),
        coach_recommendations = coalesce(save_summary.coach_recommendations, kept.coach_recommendations),
        coach_edited_version = coalesce(save_summary.coach_edited_version, kept.coach_edited_version)
    returning * into summary;

    if save_summary.ai_version is not null then
        update coaching.summaries as kept
        set ai_version = save_summary.ai_version
        where kept.tenant_id = summary.tenant_id and kept.id = summary.id
        returning * into summary;
    end if;
    return summary;
end
$$;
comment on function coaching.save_summary(uuid, text, text, jsonb, text, text, text, text) is
    'Saves the summary of a client''s part in a session, a first one or new words; what is left out stays.';

create function coaching.refuse_missing_summary(summary_id uuid) returns void
    language plpgsql stable
    set search_path = ''
as $$
begin
    perform from coaching.summaries as summary
    where summary.tenant_id = palisade.tenant_id() and summary.id = refuse_missing_summary.summary_id;
    if found then
        raise exception 'The summary has other words since it was read.'
            using errcode = 'PA409', hint = 'Read it again, and try with its revision.';
    end if;
    raise exception 'There is no such summary, or it is not yours.' using errcode = 'PA404';
end
$$;
comment on function coaching.refuse_missing_summary(uuid) is 'Raises what it means that an update met no summary.';

create function coaching.revise_summary(
    summary_id uuid, wins text default null, challenges text default null, action_items jsonb default null,
    coach_recommendations text default null, coach_edited_version text default null, if_revision integer default null)
    returns coaching.summaries
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    summary coaching.summaries;
begin
    update coaching.summaries as kept
    set wins = coalesce(revise_summary.wins, kept.wins),
        challenges = coalesce(revise_summary.challenges, kept.challenges),
        action_items = coalesce(revise_summary.action_items, kept.action_items),
        coach_recommendations = coalesce(revise_summary.coach_recommendations, kept.coach_recommendations),
        coach_edited_version = coalesce(revise_summary.coach_edited_version, kept.coach_edited_version)
    where kept.tenant_id = palisade.tenant_id() and kept.id = revise_summary.summary_id
      and (if_revision is null or kept.revision = if_revision)
    returning kept.* into summary;
    if not found then
        perform coaching.refuse_missing_summary(summary_id);
    end if;
    return summary;
end
$$;
comment on function coaching.revise_summary(uuid, text, text, jsonb, text, text, integer) is
    'Gives a summary new words, which are no longer approved; with if_revision, only to the words that were read.';

create function coaching.approve_summary(summary_id uuid, if_revision integer default null) returns coaching.summaries
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    summary coaching.summaries;
begin
    update coaching.summaries as kept
    set approved_at = now()  -- the trigger keeps the first time
    where kept.tenant_id = palisade.tenant_id() and kept.id = approve_summary.summary_id
      and (if_revision is null or kept.revision = if_revision)
    returning kept.* into summary;
    if not found then
        perform coaching.refuse_missing_summary(summary_id);
    end if;
    return summary;
end
$$;
comment on function coaching.approve_summary(uuid, integer) is
    'Approves a summary''s words, with if_revision only those that were read; approving again changes nothing.';

grant execute on function coaching.create_coaching_session(date, text, uuid[], integer, integer, jsonb, text),
    coaching.approve_summary(uuid, integer)
    to palisade_member;
grant execute on function coaching.save_summary(uuid, text, text, jsonb, text, text, text, text),
    coaching.revise_summary(uuid, text, text, jsonb, text, text, integer), coaching.refuse_missing_summary(uuid)
    to palisade_member, palisade_service;
