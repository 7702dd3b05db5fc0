-- trainingSessionsAggregate
select
    sessions_figures_2.count,
    sessions_figures_2.avg_duration_seconds,
    sessions_groups_5.value,
    sessions_groups_5.is_faulty,
    sessions_groups_8.value
from (
    select
        count(*) as count,
        avg(sessions_1.duration_seconds)::float8 as avg_duration_seconds
    from training.sessions as sessions_1
    where sessions_1.status <> $1::text
) as sessions_figures_2
cross join (
    select concat('[', string_agg(concat('{"key":{"__typename":"TrainingSessionGroupKey","status":', case item_4.key_1 when 'active' then '"ACTIVE"' when 'analyzed' then '"ANALYZED"' when 'archived' then '"ARCHIVED"' when 'completed' then '"COMPLETED"' else 'null' end, '},"count":', item_4.count, ',"sum":{"minuteCost":', coalesce('"' || item_4.sum_minute_cost::text || '"', 'null'), '}}'), ','), ']') as value,
        count(*) > 10000 as is_faulty
    from (
        select
            sessions_3.status as key_1,
            count(*) as count,
            sum(sessions_3.minute_cost) as sum_minute_cost
        from training.sessions as sessions_3
        where sessions_3.status <> $2::text
        group by 1
        order by 1
        limit 10001
    ) as item_4
) as sessions_groups_5
cross join (
    select concat('[', string_agg(concat('{"key":{"startedAt":', case when item_7.key_1 >= '0001-01-01' and item_7.key_1 < '10000-01-01' then '"' || replace((item_7.key_1 at time zone 'UTC')::text, ' ', 'T') || 'Z"' else 'null' end, '},"count":', item_7.count, ',"min":{"startedAt":', case when item_7.min_started_at >= '0001-01-01' and item_7.min_started_at < '10000-01-01' then '"' || replace((item_7.min_started_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else 'null' end, ',"audioFileSize":', coalesce('"' || item_7.min_audio_file_size::text || '"', 'null'), '}}'), ','), ']') as value
    from (
        select
            date_trunc('month', sessions_6.started_at, $3::text) as key_1,
            count(*) as count,
            min(sessions_6.started_at) as min_started_at,
            min(sessions_6.audio_file_size) as min_audio_file_size
        from training.sessions as sessions_6
        where sessions_6.status <> $4::text
        group by 1
        order by 1 desc
        limit 3
    ) as item_7
) as sessions_groups_8;
-- $1: ACTIVE as stored
-- $2: ACTIVE as stored
-- $3: "UTC" as a time zone
-- $4: ACTIVE as stored
