-- updateTrainingSessions, statement 1
with chosen as (
    select sessions_1.id
    from training.sessions as sessions_1
    where sessions_1.status = $1::text and exists (select from training.trainees as trainees_2 where trainees_2.id = sessions_1.trainee_id and trainees_2.team = $2::text)
    limit 51
), written as (
    update training.sessions as sessions_3 set
        status = $3::text,
        version = sessions_3.version + 1
    from chosen
    where sessions_3.id = chosen.id and sessions_3.status = $4::text and exists (select from training.trainees as trainees_4 where trainees_4.id = sessions_3.trainee_id and trainees_4.team = $5::text)
    returning sessions_3.id
)
select
    (case
        when count(*) <= 50 then count(*)::text
        else 'palisade:too_many_rows'
    end)::integer as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: COMPLETED as stored
-- $2: "North"
-- $3: ARCHIVED as stored
-- $4: COMPLETED as stored
-- $5: "North"

-- updateTrainingSessions, statement 2
select
    sessions_2.id is not null,
    sessions_2.id,
    sessions_2.status
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (id uuid))
    with ordinality as written_1 (id, written_position)
left join training.sessions as sessions_2 on sessions_2.id = written_1.id
order by written_1.written_position;
