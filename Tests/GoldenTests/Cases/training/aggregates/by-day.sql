-- trainingSessionsAggregate
select
    date_trunc('day', sessions_1.started_at, $1::text),
    count(*),
    sum(sessions_1.duration_seconds)
from training.sessions as sessions_1
where sessions_1.started_at >= $2::timestamptz
group by 1
order by 1 desc
limit 5;
-- $1: "Europe/Berlin" as a time zone
-- $2: "2026-01-01T00:00:00Z"
