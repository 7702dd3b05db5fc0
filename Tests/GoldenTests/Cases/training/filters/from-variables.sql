-- trainingSessions
select
    sessions_1.status,
    sessions_1.started_at,
    trainees_3.team,
    trainees_3.id is not null,
    total.count,
    sessions_1 is distinct from null
from (select (select count(*) from training.sessions as sessions_4 where ((exists (select from training.trainees as trainees_5 where trainees_5.id = sessions_4.trainee_id and trainees_5.team = $1::text)) or (sessions_4.duration_seconds > $2::int4)) and sessions_4.status = any ($3::text[])) as count) as total
left join (
    select sessions_1.started_at, sessions_1.id, sessions_1.status, sessions_1.trainee_id
    from training.sessions as sessions_1
    where ((exists (select from training.trainees as trainees_2 where trainees_2.id = sessions_1.trainee_id and trainees_2.team = $1::text)) or (sessions_1.duration_seconds > $2::int4)) and sessions_1.status = any ($3::text[])
    order by sessions_1.started_at, sessions_1.id
    limit 2
) as sessions_1 on true
left join training.trainees as trainees_3 on trainees_3.id = sessions_1.trainee_id
order by sessions_1.started_at, sessions_1.id;
-- $1: $where.or[0].trainee.team.eq
-- $2: $where.or[1].durationSeconds.gt as an integer of 32 bits
-- $3: $where.status.in as an array, each item as stored
