-- createTrainee, statement 1
with written as (
    insert into training.trainees as trainees_1 (email, full_name)
    values
        ($1::text, $2::text)
    returning trainees_1.id
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_written'
    end)::integer as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "a@example.test"
-- $2: "A"

-- createTrainee, statement 2
with written as (
    insert into training.sessions as sessions_1 (trainee_id, title, status)
    values
        ((current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid, $1::text, default),
        ((current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid, $2::text, $3::text)
    returning sessions_1.id
)
select
    (case
        when count(*) = 2 then count(*)::text
        else 'palisade:not_written'
    end)::integer as affected,
    set_config('palisade.written_2', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "one"
-- $2: "two"
-- $3: COMPLETED as stored

-- createTrainee, statement 3
insert into training.session_participants as session_participants_1 (session_id, speaker, kind, display_name)
values
    ((current_setting('palisade.written_2', true)::json -> 0 ->> 'id')::uuid, $1::text, $2::text, $3::text),
    ((current_setting('palisade.written_2', true)::json -> 1 ->> 'id')::uuid, $4::text, $5::text, $6::text);
-- $1: "s1"
-- $2: TRAINEE as stored
-- $3: "A"
-- $4: "s1"
-- $5: COACH as stored
-- $6: "C"

-- createTrainee, statement 4
select
    true,
    trainees_1.id,
    sessions_json_5.value
from training.trainees as trainees_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_1.id), '}') as value
) as sessions_json_5 on true
where trainees_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid;
