-- trainingSessionsAggregate
select
    percentile_cont($1::float8) within group (order by sessions_1.duration_seconds)
from training.sessions as sessions_1;
-- $1: 95.0 as a share
