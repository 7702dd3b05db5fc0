-- Triggers that give messages and segments their place and count them. They run as the definer, because counters are
-- for nobody to write; tenant and owner are compared in each.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.place_conflict_segment() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    conflict_status text;
begin
    -- The lock is held to the end of the transaction: writers of one conflict follow each other, and leave no gap.
    select conflict.status
    into conflict_status
    from mediation.conflicts as conflict
    where conflict.tenant_id = palisade.tenant_id() and conflict.tenant_id = new.tenant_id
      and conflict.id = new.conflict_id and conflict.deleted_at is null
    for no key update;
    if not found then
        raise foreign_key_violation using
            message = 'conflict is not present', schema = 'mediation', table = tg_table_name,
            constraint = 'conflict_segments_conflict_fkey';
    end if;
    if conflict_status <> 'active' then
        raise exception 'This conflict is over; nothing can be added to its transcript.' using errcode = 'PA409';
    end if;
    new.seq := 1 + coalesce((
        select max(segment.seq)
        from mediation.conflict_segments as segment
        where segment.tenant_id = new.tenant_id and segment.conflict_id = new.conflict_id
    ), 0);
    new.speaker_user_id := (
        select membership.user_id
        from core.memberships as membership
        where membership.tenant_id = new.tenant_id and membership.partner_slot = new.speaker
    );
    return new;
end
$$;
comment on function mediation.place_conflict_segment() is
    'Trigger: the next place in the transcript of an active conflict, and the account of who speaks.';

create function mediation.count_conflict_segment() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        update mediation.conflicts as conflict
        set segment_count = conflict.segment_count + 1
        where conflict.tenant_id = new.tenant_id and conflict.id = new.conflict_id;
    else
        update mediation.conflicts as conflict
        set segment_count = conflict.segment_count - 1
        where conflict.tenant_id = old.tenant_id and conflict.id = old.conflict_id;
    end if;
    return null;
end
$$;
comment on function mediation.count_conflict_segment() is 'Trigger: keeps conflicts.segment_count.';

create function mediation.place_mediator_message() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ended timestamptz;
begin
    -- A session of the other partner and one that is not there must look the same.
    select session.owner_user_id, session.session_ended_at
    into new.owner_user_id, ended
    from mediation.mediator_sessions as session
    where session.tenant_id = palisade.tenant_id() and session.tenant_id = new.tenant_id
      and session.id = new.session_id and session.deleted_at is null
      and (session.owner_user_id is null or session.owner_user_id = palisade.user_id())
    for no key update;
    if not found then
        raise foreign_key_violation using
            message = 'session is not present', schema = 'mediation', table = tg_table_name,
            constraint = 'mediator_messages_session_fkey';
    end if;
    if ended is not null then
        raise exception 'This session has ended; start another one.' using errcode = 'PA409';
    end if;
    new.seq := 1 + coalesce((
        select max(message.seq)
        from mediation.mediator_messages as message
        where message.tenant_id = new.tenant_id and message.session_id = new.session_id
    ), 0);
    new.author_user_id := case new.role when 'user' then palisade.user_id() end;
    return new;
end
$$;
comment on function mediation.place_mediator_message() is
    'Trigger: the next place in a session that is open and the writer''s to see; owner and author.';

create function mediation.count_mediator_message() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    message record;
    step    integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
    if tg_op = 'INSERT' then
        message := new;
    else
        message := old;
    end if;
    update mediation.mediator_sessions as session
    set message_count = session.message_count + step,
        user_message_count = session.user_message_count + case message.role when 'user' then step else 0 end,
        assistant_message_count =
            session.assistant_message_count + case message.role when 'assistant' then step else 0 end
    where session.tenant_id = message.tenant_id and session.id = message.session_id;
    return null;
end
$$;
comment on function mediation.count_mediator_message() is 'Trigger: keeps the three counters of mediator_sessions.';

-- Who makes a trigger must be allowed to call it; who sets it off need not.
grant execute on function mediation.place_conflict_segment(),
    mediation.count_conflict_segment(),
    mediation.place_mediator_message(),
    mediation.count_mediator_message()
    to palisade_owner;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;
