-- trainingSessionsAggregate
select
    count(*),
    count(*) filter (where sessions_1.status = $1::text),
    count(*) filter (where exists (select from training.session_analytics as session_analytics_2 where session_analytics_2.session_id = sessions_1.id and session_analytics_2.overall_score is not null)),
    avg(sessions_1.duration_seconds)::float8,
    (avg(sessions_1.duration_seconds) filter (where sessions_1.duration_seconds >= $2::int4))::float8,
    percentile_cont($3::float8) within group (order by sessions_1.duration_seconds) filter (where sessions_1.status <> $4::text)
from training.sessions as sessions_1
where sessions_1.started_at >= $5::timestamptz;
-- $1: ARCHIVED as stored
-- $2: 100 as an integer of 32 bits
-- $3: $share as a share
-- $4: ARCHIVED as stored
-- $5: $since
