-- Which trainee the request's user is: what the policies of everything that belongs to a trainee ask. It believes
-- trainees.user_id, which therefore no person may write.
set local role palisade_owner;

-- A set-returning function without `set search_path` is inlined where it stands in FROM: the policy then holds one
-- index probe, planned and prepared with the statement, and no call. Its body is parsed here, once. It runs with
-- the caller's rights under the policies of training.trainees, which read no other table: no recursion.
create function training.own_trainee() returns table (id uuid)
    language sql stable parallel safe
begin atomic
    select trainee.id
    from training.trainees as trainee
    where trainee.tenant_id = (select palisade.tenant_id())
      and trainee.user_id = (select palisade.user_id());
end;
comment on function training.own_trainee() is
    'The trainee that the request''s user is in this tenant; no row for others.';

grant execute on function training.own_trainee() to palisade_member;
