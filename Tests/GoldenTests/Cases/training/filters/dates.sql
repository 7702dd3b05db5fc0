-- trainingSessions
select
    sessions_1.started_at
from (
    select sessions_1.id, sessions_1.started_at
    from training.sessions as sessions_1
    where sessions_1.started_at < $1::timestamptz and sessions_1.started_at >= $2::timestamptz
    order by sessions_1.id
    limit 3
) as sessions_1
order by sessions_1.id;
-- $1: "2026-03-02T00:00:00Z"
-- $2: "2026-03-01T00:00:00+01:00"

-- trainees
select
    trainees_1.hired_on,
    trainees_1.full_name
from (
    select trainees_1.id, trainees_1.hired_on, trainees_1.full_name
    from training.trainees as trainees_1
    where trainees_1.hired_on < $1::date and trainees_1.hired_on >= $2::date
    order by trainees_1.id
    limit 50
) as trainees_1
order by trainees_1.id;
-- $1: "2025-02-01"
-- $2: "2025-01-01"
