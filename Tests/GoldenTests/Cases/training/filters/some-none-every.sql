-- some
select
    total.count
from (select (select count(*) from training.trainees as trainees_3 where exists (select from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_3.id and sessions_4.status = $1::text)) as count) as total;
-- $1: COMPLETED as stored

-- none
select
    total.count
from (select (select count(*) from training.trainees as trainees_3 where not exists (select from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_3.id and sessions_4.status = $1::text)) as count) as total;
-- $1: COMPLETED as stored

-- every
select
    total.count
from (select (select count(*) from training.trainees as trainees_3 where not exists (select from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_3.id and (sessions_4.started_at >= $1::timestamptz) is not true)) as count) as total;
-- $1: "2026-01-23T00:00:00Z"

-- both
select
    total.count
from (select (select count(*) from training.trainees as trainees_5 where exists (select from training.sessions as sessions_6 where sessions_6.trainee_id = trainees_5.id and exists (select from training.session_analytics as session_analytics_7 where session_analytics_7.session_id = sessions_6.id and session_analytics_7.overall_score >= $1::int4)) and not exists (select from training.sessions as sessions_8 where sessions_8.trainee_id = trainees_5.id and sessions_8.status = $2::text)) as count) as total;
-- $1: 85 as an integer of 32 bits
-- $2: COMPLETED as stored
