-- trainingSessionsAggregate
select
    sessions_1.status,
    count(*),
    avg(sessions_1.duration_seconds)::float8
from training.sessions as sessions_1
group by 1
order by count(*) desc, 1
limit 10001;
