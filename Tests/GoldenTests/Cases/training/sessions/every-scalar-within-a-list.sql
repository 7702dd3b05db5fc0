-- trainees
select
    trainees_1.hired_on,
    trainees_1.is_active,
    sessions_json_6.value
from (
    select trainees_1.id, trainees_1.hired_on, trainees_1.is_active
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 1
) as trainees_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_3.value_1, ','), ']}') as value
    from (
        select concat('{"__typename":"TrainingSession","id":"', sessions_2.id, '","title":', json_scalar(sessions_2.title), ',"status":', case sessions_2.status when 'active' then '"ACTIVE"' when 'analyzed' then '"ANALYZED"' when 'archived' then '"ARCHIVED"' when 'completed' then '"COMPLETED"' else 'null' end, ',"startedAt":', case when sessions_2.started_at >= '0001-01-01' and sessions_2.started_at < '10000-01-01' then '"' || replace((sessions_2.started_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else E'\x01' end, ',"endedAt":', case when sessions_2.ended_at >= '0001-01-01' and sessions_2.ended_at < '10000-01-01' then '"' || replace((sessions_2.ended_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else 'null' end, ',"durationSeconds":', coalesce(sessions_2.duration_seconds::text, 'null'), ',"audioQuality":', coalesce(sessions_2.audio_quality::text, 'null'), ',"audioFileUrl":', coalesce(json_scalar(sessions_2.audio_file_url), 'null'), ',"audioFileSize":', coalesce('"' || sessions_2.audio_file_size::text || '"', 'null'), ',"minuteCost":', coalesce('"' || sessions_2.minute_cost::text || '"', 'null'), ',"processingStatus":', case sessions_2.processing_status when 'complete' then '"COMPLETE"' when 'failed' then '"FAILED"' when 'pending' then '"PENDING"' when 'processing' then '"PROCESSING"' else 'null' end, ',"analyticsSummary":', coalesce(sessions_2.analytics_summary::text, 'null'), ',"version":', sessions_2.version, ',"analytics":', case when session_analytics_4.session_id is not null then concat('{"sentimentScore":', case when abs(session_analytics_4.sentiment_score) < 'Infinity' then session_analytics_4.sentiment_score::text else 'null' end, ',"sessionDate":', case when session_analytics_4.session_date >= '0001-01-01' and session_analytics_4.session_date < '10000-01-01' then '"' || session_analytics_4.session_date::text || '"' else E'\x01' end, ',"sessionHour":', session_analytics_4.session_hour, '}') else 'null' end, ',"trainee":', case when trainees_5.id is not null then concat('{"hiredOn":', case when trainees_5.hired_on >= '0001-01-01' and trainees_5.hired_on < '10000-01-01' then '"' || trainees_5.hired_on::text || '"' else 'null' end, ',"isActive":', trainees_5.is_active::text, '}') else 'null' end, '}') as value_1
        from (
            select sessions_2.id, sessions_2.title, sessions_2.status, sessions_2.started_at, sessions_2.ended_at, sessions_2.duration_seconds, sessions_2.audio_quality, sessions_2.audio_file_url, sessions_2.audio_file_size, sessions_2.minute_cost, sessions_2.processing_status, sessions_2.analytics_summary, sessions_2.version, sessions_2.trainee_id
            from training.sessions as sessions_2
            where sessions_2.trainee_id = trainees_1.id
                and sessions_2.id = $1::uuid
            order by sessions_2.id
            limit 50
        ) as sessions_2
        left join training.session_analytics as session_analytics_4 on session_analytics_4.session_id = sessions_2.id
        left join training.trainees as trainees_5 on trainees_5.id = sessions_2.trainee_id
        order by sessions_2.id
    ) as item_3
) as sessions_json_6 on true
order by trainees_1.id;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
