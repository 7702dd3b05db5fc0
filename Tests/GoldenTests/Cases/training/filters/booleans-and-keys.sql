-- trainees
select
    trainees_1.full_name,
    trainees_1.is_active
from (
    select trainees_1.id, trainees_1.full_name, trainees_1.is_active
    from training.trainees as trainees_1
    where trainees_1.id <> all ($1::uuid[]) and trainees_1.is_active = $2::bool and trainees_1.is_active <> $3::bool
    order by trainees_1.id
    limit 2
) as trainees_1
order by trainees_1.id;
-- $1: ["c0000001-0000-4000-8002-000000000001"] as an array, each item as uuid
-- $2: false
-- $3: true

-- trainingSessions
select
    sessions_1.title
from (
    select sessions_1.started_at, sessions_1.id, sessions_1.title
    from training.sessions as sessions_1
    where sessions_1.trainee_id = $1::uuid
    order by sessions_1.started_at, sessions_1.id
    limit 1
) as sessions_1
order by sessions_1.started_at, sessions_1.id;
-- $1: "c0000001-0000-4000-8002-000000000001" as uuid
