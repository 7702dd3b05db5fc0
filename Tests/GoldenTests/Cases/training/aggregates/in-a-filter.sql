-- trainees
select
    total.count,
    trainees_1.email,
    trainees_1 is distinct from null
from (select (select count(*) from training.trainees as trainees_3 where exists (select from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_3.id having count(*) >= $1::int8 and avg(sessions_4.duration_seconds)::float8 >= $2::float8)) as count) as total
left join (
    select trainees_1.email, trainees_1.id
    from training.trainees as trainees_1
    where exists (select from training.sessions as sessions_2 where sessions_2.trainee_id = trainees_1.id having count(*) >= $1::int8 and avg(sessions_2.duration_seconds)::float8 >= $3::float8)
    order by trainees_1.email, trainees_1.id
    limit 3
) as trainees_1 on true
order by trainees_1.email, trainees_1.id;
-- $1: $least as an integer of 64 bits
-- $2: 60.0
-- $3: 60.0
