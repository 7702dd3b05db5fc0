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
    returning
        true as value_1,
        sessions_3.id as value_2,
        sessions_3.status as value_3
)
select
    (select (case
        when count(*) <= 50 and (select count(*) from chosen) <= 50 then count(*)::text
        else 'palisade:too_many_rows'
    end)::integer from written) as affected,
    written.value_1,
    written.value_2,
    written.value_3
from (select) as one
left join written on true;
-- $1: COMPLETED as stored
-- $2: "North"
-- $3: ARCHIVED as stored
-- $4: COMPLETED as stored
-- $5: "North"
