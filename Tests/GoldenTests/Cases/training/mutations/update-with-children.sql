-- updateTrainee, statement 1
with written as (
    update training.trainees as trainees_1 set
        team = $1::text,
        version = trainees_1.version + 1
    where trainees_1.id = $2::uuid
    returning trainees_1.id
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_found'
    end)::integer as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "red"
-- $2: "00000000-0000-4000-8000-000000000001" as uuid

-- updateTrainee, statement 2
with deleted as (
    delete from training.sessions as sessions_1
    where sessions_1.trainee_id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid and sessions_1.id = any ($1::uuid[])
    returning true
)
select
    (case
        when count(*) = (select count(distinct item) from unnest($1::uuid[]) as item) then count(*)::text
        else 'palisade:not_found'
    end)::integer as affected
from deleted;
-- $1: ["00000000-0000-4000-8000-000000000003"] as an array, each item as uuid

-- updateTrainee, statement 3
with written as (
    update training.sessions as sessions_1 set
        title = $1::text,
        version = sessions_1.version + 1
    where sessions_1.trainee_id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid and sessions_1.id = $2::uuid and sessions_1.version = $3::int4
    returning sessions_1.id
)
select
    (case
        when count(*) = 1 then count(*)::text
        when exists (select from (select sessions_1.version as version from training.sessions as sessions_1 where sessions_1.trainee_id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid and sessions_1.id = $2::uuid limit 1 for share) as locked_2 where locked_2.version is distinct from $3::int4) then 'palisade:version_conflict'
        else 'palisade:not_found'
    end)::integer as affected,
    set_config('palisade.written_2', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "changed"
-- $2: "00000000-0000-4000-8000-000000000002" as uuid
-- $3: 3 as an integer of 32 bits

-- updateTrainee, statement 4
with written as (
    update training.session_participants as session_participants_1 set
        display_name = $1::text
    where session_participants_1.session_id = (current_setting('palisade.written_2', true)::json -> 0 ->> 'id')::uuid and session_participants_1.id = $2::uuid
    returning true
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_found'
    end)::integer as affected
from written;
-- $1: "B"
-- $2: "00000000-0000-4000-8000-000000000004" as uuid

-- updateTrainee, statement 5
with written as (
    insert into training.sessions as sessions_1 (trainee_id, title)
    values
        ((current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid, $1::text)
    returning sessions_1.id
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_written'
    end)::integer as affected,
    set_config('palisade.written_3', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "new"

-- updateTrainee, statement 6
insert into training.session_participants as session_participants_1 (session_id, speaker, kind, display_name)
values
    ((current_setting('palisade.written_3', true)::json -> 0 ->> 'id')::uuid, $1::text, $2::text, $3::text);
-- $1: "s1"
-- $2: TRAINEE as stored
-- $3: "A"

-- updateTrainee, statement 7
select
    true,
    trainees_1.id,
    sessions_json_5.value
from training.trainees as trainees_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_1.id), '}') as value
) as sessions_json_5 on true
where trainees_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid;
