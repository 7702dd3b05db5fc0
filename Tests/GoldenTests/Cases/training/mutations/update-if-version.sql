-- updateTrainingSession, statement 1
with written as (
    update training.sessions as sessions_1 set
        status = $1::text,
        version = sessions_1.version + 1
    where sessions_1.id = $2::uuid and sessions_1.version = $3::int4
    returning true
)
select
    (case
        when count(*) = 1 then count(*)::text
        when exists (select from (select sessions_2.version as version from training.sessions as sessions_2 where sessions_2.id = $2::uuid limit 1 for share) as locked_3 where locked_3.version is distinct from $3::int4) then 'palisade:version_conflict'
        else 'palisade:not_found'
    end)::integer as affected
from written;
-- $1: ARCHIVED as stored
-- $2: $id as uuid
-- $3: $version as an integer of 32 bits
