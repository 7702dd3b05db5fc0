-- upsertUserPreferences, statement 1
with inserted as (
    insert into core.user_preferences as user_preferences_1
    default values
    on conflict (user_id) do nothing
    returning user_preferences_1.user_id
), written as (
    select * from inserted
    union all
    select user_preferences_2.user_id
    from core.user_preferences as user_preferences_2
)
select
    (select count(*) from inserted) as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept,
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_written'
    end)::integer as found
from written;

-- upsertUserPreferences, statement 2
select
    true,
    user_preferences_1.personality
from core.user_preferences as user_preferences_1
where user_preferences_1.user_id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'user_id')::uuid;
