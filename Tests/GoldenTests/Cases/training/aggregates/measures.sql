-- trainingSessionsAggregate
select
    count(*),
    count(distinct sessions_1.trainee_id),
    count(distinct sessions_1.status),
    count(distinct sessions_1.title),
    sum(sessions_1.duration_seconds),
    sum(sessions_1.audio_file_size),
    sum(sessions_1.minute_cost),
    avg(sessions_1.duration_seconds)::float8,
    avg(sessions_1.minute_cost)::float8,
    stddev(sessions_1.duration_seconds)::float8,
    percentile_cont($1::float8) within group (order by sessions_1.duration_seconds),
    percentile_cont($1::float8) within group (order by sessions_1.minute_cost),
    percentile_cont($2::float8) within group (order by sessions_1.duration_seconds),
    min(sessions_1.started_at),
    min(sessions_1.title),
    min(sessions_1.minute_cost),
    min(sessions_1.audio_file_size),
    max(sessions_1.started_at),
    max(sessions_1.ended_at),
    max(sessions_1.duration_seconds)
from training.sessions as sessions_1;
-- $1: 0.5 as a share
-- $2: 0.95 as a share
