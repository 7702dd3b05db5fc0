-- trainingSessionsAggregate
select
    count(*)
from training.sessions as sessions_1
group by date_trunc('day', sessions_1.started_at, $1::text)
order by date_trunc('day', sessions_1.started_at, $1::text)
limit 10001;
-- $1: $zone as a time zone
