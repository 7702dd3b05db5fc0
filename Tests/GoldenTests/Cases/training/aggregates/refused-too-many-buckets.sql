-- trainingSessionsAggregate
with grouped_3 as (
    select
        date_trunc('hour', sessions_1.started_at, $1::text) as key_1,
        count(*) as count
    from training.sessions as sessions_1
    group by 1
)
select
    filled_2.count
from (
    select key_1, count from grouped_3
    union all
    select series.bucket, 0
    from (select date_trunc('hour', generate_series(date_trunc('hour', $2::timestamptz, $1::text), $3::timestamptz, interval '1 hour'), $1::text) as bucket) as series
    where not exists (select from grouped_3 where grouped_3.key_1 = series.bucket)
) as filled_2
order by filled_2.key_1
limit 5;
-- $1: "UTC" as a time zone
-- $2: "2024-01-01T00:00:00Z"
-- $3: "2026-01-01T00:00:00Z"
