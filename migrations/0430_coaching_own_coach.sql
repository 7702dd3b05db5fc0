-- Which coach the request's user is: what the policies of everything that belongs to a coach ask. It believes
-- coaches.user_id, which therefore no person may write.
set local role palisade_owner;

-- Inlined where it stands in FROM, like training.own_trainee().
create function coaching.own_coach() returns table (id uuid)
    language sql stable parallel safe
begin atomic
    select coach.id
    from coaching.coaches as coach
    where coach.tenant_id = (select palisade.tenant_id())
      and coach.user_id = (select palisade.user_id());
end;
comment on function coaching.own_coach() is 'The coach that the request''s user is in this tenant; no row for others.';

grant execute on function coaching.own_coach() to palisade_member;
