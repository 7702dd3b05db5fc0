-- Who knows whom follows from the sessions they have had: client_coaches is counted here, and nowhere else.
set local role palisade_owner;
grant create on schema coaching to palisade_definer;
set local role palisade_definer;

-- The definer's, because no request role may write client_coaches. Each row's tenant is that of a row which the writer
-- was allowed to write.
create function coaching.count_client_coaches() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    counted integer;
begin
    if tg_op = 'DELETE' then
        -- Locked before it is judged: two deletes at once would both see a second session.
        select session_count
        into counted
        from coaching.client_coaches
        where tenant_id = old.tenant_id and client_id = old.client_id and coach_id = old.coach_id
        for update;
        if counted = 1 then
            delete from coaching.client_coaches
            where tenant_id = old.tenant_id and client_id = old.client_id and coach_id = old.coach_id;
        else
            update coaching.client_coaches
            set session_count = session_count - 1
            where tenant_id = old.tenant_id and client_id = old.client_id and coach_id = old.coach_id;
        end if;
        return null;
    end if;

    insert into coaching.client_coaches as known (tenant_id, client_id, coach_id, session_count)
    values (new.tenant_id, new.client_id, new.coach_id, 1)
    on conflict (tenant_id, client_id, coach_id) do update set session_count = known.session_count + 1;
    return null;
end
$$;
comment on function coaching.count_client_coaches() is
    'Trigger: counts the sessions that a coach and a client have had.';
revoke execute on function coaching.count_client_coaches() from public;
grant execute on function coaching.count_client_coaches() to palisade_owner;

set local role palisade_owner;
revoke create on schema coaching from palisade_definer;

-- Client and session of a part never change: no role holds update of them.
create trigger client_sessions_count_coaches after insert or delete on coaching.client_sessions
    for each row execute function coaching.count_client_coaches();
