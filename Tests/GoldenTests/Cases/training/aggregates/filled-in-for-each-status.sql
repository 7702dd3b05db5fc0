-- trainingSessionsAggregate
with grouped_3 as (
    select
        sessions_1.status as key_1,
        date_trunc('month', sessions_1.started_at, $1::text) as key_2,
        count(*) as count,
        max(sessions_1.duration_seconds) as max_duration_seconds
    from training.sessions as sessions_1
    group by 1, 2
)
select
    filled_2.key_1,
    filled_2.key_2,
    filled_2.count,
    filled_2.max_duration_seconds
from (
    select key_1, key_2, count, max_duration_seconds from grouped_3
    union all
    select others.key_1, series.bucket, 0, null
    from (select generate_series(date_trunc('month', $2::timestamptz at time zone $1::text), $3::timestamptz at time zone $1::text, interval '1 month') at time zone $1::text as bucket) as series
    cross join (select distinct key_1 from grouped_3) as others
    where not exists (select from grouped_3 where grouped_3.key_2 = series.bucket and grouped_3.key_1 is not distinct from others.key_1)
) as filled_2
order by filled_2.key_1, filled_2.key_2
limit 10001;
-- $1: "UTC" as a time zone
-- $2: "2025-12-01T00:00:00Z"
-- $3: "2026-02-01T00:00:00Z"
