-- trainees
select
    trainees_1.full_name,
    sessions_json_5.value
from (
    select trainees_1.id, trainees_1.full_name
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 2
) as trainees_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_1.id and sessions_4.status = $1::text), '}') as value
) as sessions_json_5 on true
order by trainees_1.id;
-- $1: ANALYZED as stored
