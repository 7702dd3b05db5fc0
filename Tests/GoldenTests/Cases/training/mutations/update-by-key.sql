-- updateTrainingSession, statement 1
with written as (
    update training.sessions as sessions_1 set
        title = $1::text,
        ended_at = null,
        version = sessions_1.version + 1
    where sessions_1.id = $2::uuid
    returning
        true as value_1,
        sessions_1.title as value_2,
        sessions_1.ended_at as value_3,
        sessions_1.version as value_4
)
select
    (select (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_found'
    end)::integer from written) as affected,
    written.value_1,
    written.value_2,
    written.value_3,
    written.value_4
from (select) as one
left join written on true;
-- $1: "new"
-- $2: "00000000-0000-4000-8000-000000000001" as uuid
