-- session
select
    sessions_1.title,
    trainees_2.full_name,
    trainees_2.team,
    trainees_2.id is not null,
    sessions_1.id
from training.sessions as sessions_1
left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
where sessions_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
