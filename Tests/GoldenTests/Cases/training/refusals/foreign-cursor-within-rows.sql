-- trainees
select
    sessions_json_5.value
from (
    select trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 1
) as trainees_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_1.id), '}') as value
) as sessions_json_5 on true
order by trainees_1.id;
-- not bound: key 1 of 1 of the cursor $cursor
