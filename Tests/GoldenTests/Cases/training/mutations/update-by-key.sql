-- updateTrainingSession, statement 1
with written as (
    update training.sessions as sessions_1 set
        title = $1::text,
        ended_at = null,
        version = sessions_1.version + 1
    where sessions_1.id = $2::uuid
    returning sessions_1.id
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_found'
    end)::integer as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "new"
-- $2: "00000000-0000-4000-8000-000000000001" as uuid

-- updateTrainingSession, statement 2
select
    true,
    sessions_1.title,
    sessions_1.ended_at,
    sessions_1.version
from training.sessions as sessions_1
where sessions_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid;
