-- Triggers of what belongs to a session: each row carries its session's trainee, so that a policy needs no join.
set local role palisade_owner;

create function training.take_trainee_from_session() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select session.trainee_id
    into new.trainee_id
    from training.sessions as session
    where session.tenant_id = new.tenant_id and session.id = new.session_id;
    if not found then
        -- A session that is hidden from the writer and one that is not there must look the same.
        raise foreign_key_violation using
            message = 'session is not present', schema = 'training', table = tg_table_name,
            constraint = tg_table_name || '_session_fkey';
    end if;
    return new;
end
$$;
comment on function training.take_trainee_from_session() is
    'Trigger: sets trainee_id from the session, whatever the statement said.';

create function training.take_trainee_and_day_from_session() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select session.trainee_id,
           (session.started_at at time zone tenant.time_zone)::date,
           extract(hour from session.started_at at time zone tenant.time_zone)::integer
    into new.trainee_id, new.session_date, new.session_hour
    from training.sessions as session
    join core.tenants as tenant on tenant.id = session.tenant_id
    where session.tenant_id = new.tenant_id and session.id = new.session_id;
    if not found then
        raise foreign_key_violation using
            message = 'session is not present', schema = 'training', table = tg_table_name,
            constraint = tg_table_name || '_session_fkey';
    end if;
    return new;
end
$$;
comment on function training.take_trainee_and_day_from_session() is
    'Trigger: sets trainee_id, and day and hour of the start in the tenant''s time zone.';
