-- trainingSessionsAggregate
select
    sessions_1.trainee_id,
    count(*)
from training.sessions as sessions_1
group by 1
having count(*) >= $1::int8
    and avg(sessions_1.duration_seconds)::float8 > $2::float8
order by sum(sessions_1.duration_seconds) desc nulls last, 1 desc
limit 3;
-- $1: $least as an integer of 64 bits
-- $2: 80.0
