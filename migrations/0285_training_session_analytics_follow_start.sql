-- A session that is moved in time takes the day and hour of its scores with it.
set local role palisade_owner;

create function training.move_analytics_with_session() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    update training.session_analytics
    set session_date = session_date  -- the table's own trigger computes day and hour
    where tenant_id = new.tenant_id and session_id = new.id;
    return null;
end
$$;
comment on function training.move_analytics_with_session() is 'Trigger: day and hour of the scores follow started_at.';

create trigger sessions_move_analytics after update of started_at on training.sessions
    for each row when (old.started_at is distinct from new.started_at)
    execute function training.move_analytics_with_session();
