-- trainingSessionsAggregate
with grouped_3 as (
    select
        date_trunc('day', sessions_1.started_at, $1::text) as key_1,
        count(*) as count,
        count(distinct sessions_1.trainee_id) as count_trainee_id,
        avg(sessions_1.duration_seconds)::float8 as avg_duration_seconds
    from training.sessions as sessions_1
    group by 1
)
select
    filled_2.key_1,
    filled_2.count,
    filled_2.count_trainee_id,
    filled_2.avg_duration_seconds
from (
    select key_1, count, count_trainee_id, avg_duration_seconds from grouped_3
    union all
    select series.bucket, 0, 0, null
    from (select generate_series(date_trunc('day', $2::timestamptz at time zone $1::text), $3::timestamptz at time zone $1::text, interval '1 day') at time zone $1::text as bucket) as series
    where not exists (select from grouped_3 where grouped_3.key_1 = series.bucket)
) as filled_2
where filled_2.count <= $4::int8
order by filled_2.key_1
limit 10001;
-- $1: $zone as a time zone
-- $2: $from
-- $3: $to
-- $4: 1 as an integer of 64 bits
