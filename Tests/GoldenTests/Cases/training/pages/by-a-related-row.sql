-- trainingSessions
select
    sessions_1.started_at,
    trainees_3.full_name,
    trainees_3.id is not null
from (
    select sessions_1.trainee_id, sessions_1.started_at, sessions_1.id
    from training.sessions as sessions_1
    left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
    order by trainees_2.full_name desc, sessions_1.started_at, sessions_1.id
    limit 3
) as sessions_1
left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
left join training.trainees as trainees_3 on trainees_3.id = sessions_1.trainee_id
order by trainees_2.full_name desc, sessions_1.started_at, sessions_1.id;
