-- trainingSession
select
    sessions_1.id,
    sessions_1.title,
    sessions_1.status,
    sessions_1.started_at,
    sessions_1.ended_at,
    sessions_1.duration_seconds,
    sessions_1.audio_quality,
    sessions_1.audio_file_url,
    sessions_1.audio_file_size,
    sessions_1.minute_cost,
    sessions_1.processing_status,
    sessions_1.analytics_summary,
    sessions_1.version,
    session_analytics_2.sentiment_score,
    session_analytics_2.session_date,
    session_analytics_2.session_hour,
    session_analytics_2.session_id is not null,
    trainees_3.hired_on,
    trainees_3.is_active,
    trainees_3.id is not null
from training.sessions as sessions_1
left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
left join training.trainees as trainees_3 on trainees_3.id = sessions_1.trainee_id
where sessions_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
