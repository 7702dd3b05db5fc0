-- Triggers of what belongs to a session or a summary: each row carries its coach and client, so that a policy needs no
-- join. They look as the writer: what is hidden from the writer and what is not there must look the same.
set local role palisade_owner;

create function coaching.take_coach_from_session() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select session.coach_id
    into new.coach_id
    from coaching.sessions as session
    where session.tenant_id = new.tenant_id and session.id = new.session_id;
    if not found then
        raise foreign_key_violation using
            message = 'session is not present', schema = 'coaching', table = tg_table_name,
            constraint = tg_table_name || '_session_fkey';
    end if;

    -- Or a coach could come to know any client by naming the key.
    perform from coaching.clients as client
    where client.tenant_id = new.tenant_id and client.id = new.client_id;
    if not found then
        raise foreign_key_violation using
            message = 'client is not present', schema = 'coaching', table = tg_table_name,
            constraint = tg_table_name || '_client_fkey';
    end if;
    return new;
end
$$;
comment on function coaching.take_coach_from_session() is
    'Trigger: sets coach_id from the session, and lets nobody name a client that is hidden from them.';

create function coaching.take_people_from_client_session() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select part.coach_id, part.client_id
    into new.coach_id, new.client_id
    from coaching.client_sessions as part
    where part.tenant_id = new.tenant_id and part.id = new.client_session_id;
    if not found then
        raise foreign_key_violation using
            message = 'client session is not present', schema = 'coaching', table = tg_table_name,
            constraint = tg_table_name || '_client_session_fkey';
    end if;
    return new;
end
$$;
comment on function coaching.take_people_from_client_session() is
    'Trigger: sets coach_id and client_id from the client''s part in the session.';

create function coaching.take_people_from_summary() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select summary.coach_id, summary.client_id
    into new.coach_id, new.client_id
    from coaching.summaries as summary
    where summary.tenant_id = new.tenant_id and summary.id = new.summary_id;
    if not found then
        raise foreign_key_violation using
            message = 'summary is not present', schema = 'coaching', table = tg_table_name,
            constraint = tg_table_name || '_summary_fkey';
    end if;
    return new;
end
$$;
comment on function coaching.take_people_from_summary() is
    'Trigger: sets coach_id and client_id from the summary.';
