-- trainingSession
select
    sessions_1.status,
    session_analytics_2.overall_score,
    session_analytics_2.session_id is not null
from training.sessions as sessions_1
left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
where sessions_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
