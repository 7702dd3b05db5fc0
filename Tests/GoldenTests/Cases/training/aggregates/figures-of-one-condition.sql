-- trainingSessionsAggregate
select
    sessions_figures_2.avg_duration_seconds,
    sessions_figures_2.avg_audio_file_size,
    sessions_figures_2.sum_duration_seconds,
    sessions_figures_2.sum_audio_file_size,
    sessions_groups_10.value,
    sessions_groups_10.is_faulty
from (
    select
        (avg(sessions_1.duration_seconds) filter (where conditions_4.condition_1))::float8 as avg_duration_seconds,
        (avg(sessions_1.audio_file_size) filter (where conditions_4.condition_1))::float8 as avg_audio_file_size,
        sum(sessions_1.duration_seconds) filter (where conditions_4.condition_2) as sum_duration_seconds,
        sum(sessions_1.audio_file_size) filter (where conditions_4.condition_2) as sum_audio_file_size
    from training.sessions as sessions_1
    cross join lateral (
        select
            exists (select from training.session_analytics as session_analytics_3 where session_analytics_3.session_id = sessions_1.id and session_analytics_3.overall_score >= $1::int4) as condition_1,
            exists (select from training.session_analytics as session_analytics_5 where session_analytics_5.session_id = sessions_1.id and session_analytics_5.overall_score < $2::int4) as condition_2
        offset 0
    ) as conditions_4
    where sessions_1.started_at >= $3::timestamptz
) as sessions_figures_2
cross join (
    select concat('[', string_agg(concat('{"key":{"status":', case item_7.key_1 when 'active' then '"ACTIVE"' when 'analyzed' then '"ANALYZED"' when 'archived' then '"ARCHIVED"' when 'completed' then '"COMPLETED"' else 'null' end, '},"max":{"durationSeconds":', coalesce(item_7.max_duration_seconds::text, 'null'), ',"startedAt":', case when item_7.max_started_at >= '0001-01-01' and item_7.max_started_at < '10000-01-01' then '"' || replace((item_7.max_started_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else 'null' end, '}}'), ','), ']') as value,
        count(*) > 10000 as is_faulty
    from (
        select
            sessions_6.status as key_1,
            max(sessions_6.duration_seconds) filter (where conditions_9.condition_1) as max_duration_seconds,
            max(sessions_6.started_at) filter (where conditions_9.condition_1) as max_started_at
        from training.sessions as sessions_6
        cross join lateral (
            select
                exists (select from training.session_analytics as session_analytics_8 where session_analytics_8.session_id = sessions_6.id and session_analytics_8.overall_score >= $4::int4) as condition_1
            offset 0
        ) as conditions_9
        where sessions_6.started_at >= $3::timestamptz
        group by 1
        order by 1
        limit 10001
    ) as item_7
) as sessions_groups_10;
-- $1: 60 as an integer of 32 bits
-- $2: 60 as an integer of 32 bits
-- $3: $since
-- $4: 60 as an integer of 32 bits

-- trainees
select
    sessions_figures_3.min_duration_seconds,
    sessions_figures_3.min_started_at
from (
    select trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 2
) as trainees_1
left join lateral (
    select
        min(sessions_2.duration_seconds) filter (where conditions_5.condition_1) as min_duration_seconds,
        min(sessions_2.started_at) filter (where conditions_5.condition_1) as min_started_at
    from training.sessions as sessions_2
    cross join lateral (
        select
            exists (select from training.session_analytics as session_analytics_4 where session_analytics_4.session_id = sessions_2.id and session_analytics_4.overall_score is not null) as condition_1
        offset 0
    ) as conditions_5
    where sessions_2.trainee_id = trainees_1.id
) as sessions_figures_3 on true
order by trainees_1.id;
