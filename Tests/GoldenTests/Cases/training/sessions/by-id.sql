-- trainingSession
select
    sessions_1.id,
    sessions_1.title,
    sessions_1.status,
    sessions_1.started_at,
    sessions_1.duration_seconds,
    trainees_2.id,
    trainees_2.full_name,
    trainees_2.team,
    trainees_2.id is not null,
    session_analytics_3.overall_score,
    session_analytics_3.talk_time_ratio,
    session_analytics_3.session_id is not null
from training.sessions as sessions_1
left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
left join training.session_analytics as session_analytics_3 on session_analytics_3.session_id = sessions_1.id
where sessions_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
