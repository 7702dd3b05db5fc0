-- trainingSessions
select
    sessions_1.id,
    sessions_1.title,
    sessions_1.started_at,
    trainees_2.full_name,
    trainees_2.id is not null,
    session_analytics_3.overall_score,
    session_analytics_3.session_id is not null
from (
    select sessions_1.started_at, sessions_1.id, sessions_1.title, sessions_1.trainee_id
    from training.sessions as sessions_1
    order by sessions_1.started_at desc, sessions_1.id desc
    limit 4
) as sessions_1
left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
left join training.session_analytics as session_analytics_3 on session_analytics_3.session_id = sessions_1.id
order by sessions_1.started_at desc, sessions_1.id desc;
