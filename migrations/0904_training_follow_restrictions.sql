-- A restriction takes a trainee's days out of the company's, and puts them back when it is lifted. Its end by an erasure
-- does so too: by then the days are gone.
set local role palisade_owner;

grant create on schema training to palisade_definer;
set local role palisade_definer;

create function training.follow_restrictions() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Held in the order in which all who count days hold them.
    perform from training.trainee_daily as daily
    join changed_rows as restriction
        on daily.tenant_id = restriction.tenant_id
       and daily.trainee_id = case when restriction.relation = 'training.trainees' then restriction.subject_key::uuid end
    order by daily.tenant_id, daily.trainee_id, daily.day
    for update of daily;

    update training.trainee_daily as daily
    set is_counted = tg_op = 'DELETE'
    from changed_rows as restriction
    where daily.tenant_id = restriction.tenant_id
      and daily.trainee_id = case when restriction.relation = 'training.trainees' then restriction.subject_key::uuid end
      and daily.is_counted <> (tg_op = 'DELETE');
    return null;
end
$$;
comment on function training.follow_restrictions() is
    'Trigger: the company''s days are without trainees whose processing is restricted.';

revoke execute on function training.follow_restrictions() from public;
grant execute on function training.follow_restrictions() to palisade_owner;

-- Who is restricted already.
update training.trainee_daily as daily
set is_counted = false
from privacy.restrictions as restriction
where restriction.relation = 'training.trainees' and daily.tenant_id = restriction.tenant_id
  and daily.trainee_id::text = restriction.subject_key;

set local role palisade_owner;
revoke create on schema training from palisade_definer;

create trigger restrictions_change_days_made after insert on privacy.restrictions
    referencing new table as changed_rows
    for each statement execute function training.follow_restrictions();
create trigger restrictions_change_days_lifted after delete on privacy.restrictions
    referencing old table as changed_rows
    for each statement execute function training.follow_restrictions();
